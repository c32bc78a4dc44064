import type { VolumeFact, VolumeKind } from '@stowage/domain/facts'
import { caps } from '@stowage/domain/facts'
import { anonymousBy } from './anonymous-volume.ts'
import { capLabels, capText } from './cap-text.ts'
import { engineTime } from './engine-time.ts'
import { redactOptions } from './redact-options.ts'
import type { VolumeReply } from './replies.ts'

function volumeKind(driver: string, options: Record<string, string>, isAnonymous: boolean): VolumeKind {
  if (driver !== 'local') return 'plugin'
  const type = (options.type ?? '').toLowerCase()
  if (type === 'nfs' || type === 'nfs4') return 'nfs'
  if (type === 'cifs' || type === 'smb3') return 'cifs'
  if (type === 'tmpfs') return 'tmpfs'
  if (type === 'none' || type === 'bind' || type === 'rbind') return 'path'
  if (/(^|,)r?bind(,|$)/.test(options.o ?? '')) return 'path'
  if (type !== '' || options.device) return 'other'
  return isAnonymous ? 'anonymous' : 'named'
}

/** A volume as the engine describes it in a list or an inspect; the two differ only in fields that are not read here (V7). */
export function volumeFact(volume: VolumeReply): VolumeFact {
  const driver = volume.Driver ?? 'local'
  const options = volume.Options ?? {}
  const anonymous = anonymousBy({ name: volume.Name, driver, labels: volume.Labels ?? {}, options })
  const project = volume.Labels?.['com.docker.compose.project']
  const isBroken = driver === 'local' && volume.CreatedAt?.startsWith('0001-')
  const isNameCut = volume.Name.length > caps.name
  return {
    name: capText(volume.Name, caps.name),
    driver: capText(driver, 256),
    scope: capText(volume.Scope ?? '', 64),
    kind: volumeKind(driver, options, anonymous !== null),
    mountpoint: capText(volume.Mountpoint ?? '', caps.path),
    options: redactOptions(driver, options),
    labels: capLabels(volume.Labels),
    anonymous,
    project: project ? capText(project, caps.name) : null,
    createdAt: engineTime(volume.CreatedAt),
    realDevice: null,
    problem: isBroken
      ? 'Its data directory is gone: someone removed it by hand. Containers that use it cannot start.'
      : isNameCut
        ? `Its name has ${volume.Name.length} characters and is shown cut. Stowage cannot act on it.`
        : null,
  }
}
