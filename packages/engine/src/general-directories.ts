/** Directories that hold many unrelated things: never the answer to where a container's data is. */
export const generalDirectories: ReadonlySet<string> = new Set([
  '/',
  '/var',
  '/var/lib',
  '/opt',
  '/srv',
  '/home',
  '/usr',
  '/usr/local',
  '/mnt',
  '/media',
])
