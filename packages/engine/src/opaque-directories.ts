import { spawn } from 'node:child_process'
import { extract } from 'tar-stream'

const deadlineMs = 20_000
const mark = 'SCHILY.xattr.trusted.overlay.opaque'

/**
 * Which of these directories of a writable layer hide all that the image has in them, as after `rm -rf` and `mkdir`. Only GNU tar,
 * which every Debian has, reads that mark; without it or the right to see it none is told. Paths absolute in the container.
 */
export async function opaqueDirectories(upper: string, paths: readonly string[]): Promise<Set<string>> {
  const opaque = new Set<string>()
  if (paths.length === 0) return opaque
  const reading = ['--xattrs', `--xattrs-include=${mark.replace('SCHILY.xattr.', '')}`, '--format=posix']
  const args = ['--create', '--file=-', ...reading, `--directory=${upper}`, '--no-recursion', '--null', '--files-from=-']
  const child = spawn('tar', args, { stdio: ['pipe', 'pipe', 'ignore'], timeout: deadlineMs, killSignal: 'SIGKILL' })
  const tar = extract()
  child.on('error', () => tar.destroy())
  child.stdin.on('error', () => {})
  child.stdin.end(paths.map((path) => `.${path}\0`).join(''))
  child.stdout.pipe(tar)
  try {
    for await (const entry of tar) {
      const marks = Object.entries(entry.header.pax ?? {})
      if (marks.some(([key, value]) => key === mark && value === 'y'))
        opaque.add(entry.header.name.replace(/^\./, '').replace(/\/$/, ''))
      entry.resume()
    }
  } catch {
    // cut off or damaged: what was read stands
  }
  const inside = (path: string): boolean => path !== '' && (opaque.has(path) || inside(path.slice(0, path.lastIndexOf('/'))))
  return new Set(paths.filter(inside))
}
