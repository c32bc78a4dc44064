import type { MountFact } from '@stowage/domain/facts'
import { caps } from '@stowage/domain/facts'
import { looksAnonymous } from './anonymous-volume.ts'
import { capText } from './cap-text.ts'
import type { MountReply } from './replies.ts'

const types = ['volume', 'bind', 'tmpfs', 'image', 'npipe', 'cluster'] as const

/** One mount. An image mount is no volume, though it has a name (V19, A38). */
export function mountFact(mount: MountReply): MountFact {
  const type = types.find((known) => known === mount.Type) ?? 'other'
  const isVolume = type === 'volume' || type === 'cluster'
  return {
    type,
    name: mount.Name ? capText(mount.Name, caps.name) : null,
    driver: mount.Driver ? capText(mount.Driver, 256) : null,
    source: capText(mount.Source ?? '', caps.path),
    realSource: null,
    destination: capText(mount.Destination ?? '', caps.path),
    rw: mount.RW ?? true,
    propagation: capText(mount.Propagation ?? '', 32),
    anonymous: isVolume && looksAnonymous(mount.Name ?? ''),
  }
}

/** Those of `--tmpfs` are not among the engine's `Mounts`, only in HostConfig. */
function tmpfsFact(destination: string, options: string): MountFact {
  const rw = !options.split(',').includes('ro')
  return mountFact({ Type: 'tmpfs', Destination: destination, RW: rw })
}

/** All mounts of a container, by destination: the engine lists them in a random order. */
export function mountFacts(mounts: readonly MountReply[], tmpfs: Record<string, string> | null | undefined): MountFact[] {
  const facts = mounts.map(mountFact)
  for (const [destination, options] of Object.entries(tmpfs ?? {})) {
    if (!facts.some((fact) => fact.destination === destination)) facts.push(tmpfsFact(destination, options))
  }
  // volumes first when there are too many: only they decide what is in use
  const kept =
    facts.length <= caps.mounts
      ? facts
      : [...facts.filter((f) => f.type === 'volume'), ...facts.filter((f) => f.type !== 'volume')]
  return kept.slice(0, caps.mounts).sort((a, b) => (a.destination < b.destination ? -1 : a.destination > b.destination ? 1 : 0))
}
