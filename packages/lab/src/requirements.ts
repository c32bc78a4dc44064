import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export type Requirement = { program: string; packages: string[]; optional: boolean }

/** `optional`: the fleet starts without it and says what it then leaves out. Packages are those of Debian 12 and 13. */
export const requirements: readonly Requirement[] = [
  { program: 'dockerd', packages: ['docker.io'], optional: false },
  { program: 'ip', packages: ['iproute2'], optional: false },
  { program: 'iptables', packages: ['iptables'], optional: false },
  { program: 'busybox', packages: ['busybox-static'], optional: false },
  { program: 'unshare', packages: ['util-linux'], optional: false },
  { program: 'nsenter', packages: ['util-linux'], optional: false },
  { program: 'docker', packages: ['docker-cli'], optional: true },
  { program: 'rclone', packages: ['rclone'], optional: true },
  { program: 'fusermount3', packages: ['fuse3'], optional: true },
]

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((dir) => {
    try {
      accessSync(join(dir, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** Programs that are not on the PATH, each with the package that brings it. */
export function missingPrograms(): Requirement[] {
  return requirements.filter(({ program }) => !onPath(program))
}

/** Whether real engines can run here; the reason names what to do about it. */
export function supported(): { ok: true } | { ok: false; reason: string } {
  if (process.platform !== 'linux') return { ok: false, reason: 'the lab needs Linux' }
  if (process.getuid?.() !== 0) return { ok: false, reason: 'the lab needs root: namespaces, mounts and engines are its matter' }
  const missing = missingPrograms().filter(({ optional }) => !optional)
  if (missing.length === 0) return { ok: true }
  const packages = [...new Set(missing.flatMap((requirement) => requirement.packages))].join(' ')
  return { ok: false, reason: `missing ${missing.map(({ program }) => program).join(', ')}: apt-get install -y ${packages}` }
}

/** A share between hosts needs a volume plugin (rclone) and FUSE. */
export function canShare(): { ok: true } | { ok: false; reason: string } {
  const missing = missingPrograms().filter(({ program }) => program === 'rclone' || program === 'fusermount3')
  if (missing.length > 0) return { ok: false, reason: `missing ${missing.map(({ program }) => program).join(', ')}` }
  try {
    accessSync('/dev/fuse', constants.R_OK)
    return { ok: true }
  } catch {
    return { ok: false, reason: '/dev/fuse is not there' }
  }
}
