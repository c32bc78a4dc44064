import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A `find` in front of the real one that notes each directory it is asked to walk. `hangsAt`: a word in a path at which it never answers.
 * The probe for what the host can do is let through and not noted.
 */
export async function countedFind(hangsAt = 'nowhere-at-all') {
  const directory = await mkdtemp(join(tmpdir(), 'stowage-find-'))
  const log = join(directory, 'walks')
  await writeFile(log, '')
  const script = `#!/bin/sh
case "$*" in
  *-maxdepth*) exec /usr/bin/find "$@" ;;
esac
for path; do
  case "$path" in /*) printf '%s\\n' "$path" >> '${log}' ;; esac
done
case "$*" in
  *${hangsAt}*) exec sleep 3600 ;;
esac
exec /usr/bin/find "$@"
`
  await writeFile(join(directory, 'find'), script, { mode: 0o755 })
  const walks = async () => (await readFile(log, 'utf8')).split('\n').filter((line) => line !== '')
  return {
    env: { PATH: `${directory}:${process.env.PATH}` },
    /** Paths that were walked, in order. */
    walks,
    /** Walks of one volume. */
    walksOf: async (volume: string) => (await walks()).filter((path) => path.includes(`/volumes/${volume}/`)).length,
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  }
}
