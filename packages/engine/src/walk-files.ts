import { spawn } from 'node:child_process'

/** `kind` as `find` prints it: f, d, l, c and so on. `bytes` apparent. `depth` 1: directly in the root of the walk. */
export type WalkedFile = { kind: string; bytes: number; links: number; inode: string; depth: number; name: string }

export type WalkOptions = {
  deadlineMs: number
  /** Ends the walk early; what it told by then stands. */
  signal?: AbortSignal | undefined
}

export type Walk = {
  /** Depth first: a directory comes before what is in it, and that before its siblings. */
  batches: AsyncIterable<WalkedFile[]>
  /** After the last batch: the time ran out, or something could not be read. */
  isPartial(): boolean
}

// names, not paths: a container may nest directories so deep that one path takes megabytes
const format = '%y %s %n %i %d %f\\0'
const line = /^(\S) (\d+) (\d+) (\d+) (\d+) ([\s\S]+)$/
const stderrMax = 64 * 1024

function parse(record: string): WalkedFile[] {
  const [, kind = '', bytes, links, inode = '', depth, name = ''] = line.exec(record) ?? []
  return kind === '' ? [] : [{ kind, bytes: Number(bytes), links: Number(links), inode, depth: Number(depth), name }]
}

/** What `find` complains about beyond files that vanished while it walked, which is the way of running containers (M4). */
const isTrouble = (complaints: string) =>
  complaints.split('\n').some((complaint) => complaint !== '' && !complaint.endsWith('No such file or directory'))

/**
 * Walks one directory of this host, on its own file system, in a child of the lowest priority: nothing of it runs in this process, and
 * whatever hangs is killed at the deadline (M4, M6). Memory does not grow with the number of files.
 * @throws Error when this machine has no GNU find
 */
export function walkFiles(root: string, { deadlineMs, signal }: WalkOptions): Walk {
  let isPartial = false
  const batches = async function* () {
    const find = ['find', root, '-xdev', '-mindepth', '1', '-printf', format]
    const child = spawn('nice', ['-n', '19', 'ionice', '-c', '3', ...find], {
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let complaints = ''
    child.stderr.on('data', (chunk) => {
      complaints = (complaints + chunk).slice(0, stderrMax)
    })
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve).on('error', () => resolve(127)))
    const stop = () => {
      isPartial = true
      child.kill('SIGKILL')
      // a child that hangs in the kernel keeps its end of the pipe open until its disk answers
      child.stdout.destroy()
      child.stderr.destroy()
      child.unref()
    }
    const timer = setTimeout(stop, deadlineMs)
    signal?.addEventListener('abort', stop, { once: true })
    if (signal?.aborted) stop()
    try {
      let rest = ''
      for await (const chunk of child.stdout.setEncoding('utf8')) {
        const records = (rest + chunk).split('\0')
        rest = records.pop() ?? ''
        yield records.flatMap(parse)
      }
      const code = await ended
      if (code === 127 || code === 126) throw new Error(`This machine cannot walk directories: ${complaints.trim() || 'no find'}`)
      if (code !== 0 && isTrouble(complaints)) isPartial = true
    } catch (error) {
      if (!isPartial) throw error
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      child.kill('SIGKILL')
    }
  }
  return { batches: batches(), isPartial: () => isPartial }
}
