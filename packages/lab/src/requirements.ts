import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** `optional`: the fleet starts without it and says what it then leaves out. Packages are those of Debian 12 and 13. */
const programs = [
  { program: 'dockerd', package: 'docker.io', optional: false },
  { program: 'ip', package: 'iproute2', optional: false },
  { program: 'iptables', package: 'iptables', optional: false },
  { program: 'busybox', package: 'busybox-static', optional: false },
  { program: 'unshare', package: 'util-linux', optional: false },
  { program: 'nsenter', package: 'util-linux', optional: false },
  { program: 'docker', package: 'docker-cli', optional: true },
  { program: 'rclone', package: 'rclone', optional: true },
  { program: 'fusermount3', package: 'fuse3', optional: true },
] as const

export type Requirement = (typeof programs)[number]

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
  return programs.filter(({ program }) => !onPath(program))
}

/** Whether real engines can run here; the reason names what to do about it. */
export function supported(): { ok: true } | { ok: false; reason: string } {
  if (process.platform !== 'linux') return { ok: false, reason: 'the lab needs Linux' }
  if (process.getuid?.() !== 0) return { ok: false, reason: 'the lab needs root: namespaces, mounts and engines are its matter' }
  const missing = missingPrograms().filter(({ optional }) => !optional)
  if (missing.length === 0) return { ok: true }
  const packages = [...new Set(missing.map((requirement) => requirement.package))].join(' ')
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
