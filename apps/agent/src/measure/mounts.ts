import { readFile } from 'node:fs/promises'

/** Mount points of this process's view of the machine with the type of what is mounted there; the last one on a point counts. */
export type Mounts = ReadonlyMap<string, string>

const plain = (text: string) => text.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)))

/** Reads the lines of /proc/self/mountinfo (proc_pid_mountinfo(5)). */
export function parseMounts(text: string): Mounts {
  const mounts = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [before = '', after = ''] = line.split(' - ')
    const point = before.split(' ')[4]
    const type = after.split(' ')[0]
    if (point && type) mounts.set(plain(point), type)
  }
  return mounts
}

/** From the kernel's list, which touches no file system. Empty where there is none. */
export const readMounts = async (): Promise<Mounts> => parseMounts(await readFile('/proc/self/mountinfo', 'utf8').catch(() => ''))

/** File systems whose server can be gone, so that nothing there may be walked. */
export const isRemote = (type: string): boolean =>
  /^(nfs\d?|cifs|smb\d|smbfs|9p|ceph|glusterfs|lustre|afs|beegfs|fuse.*)$/.test(type)
