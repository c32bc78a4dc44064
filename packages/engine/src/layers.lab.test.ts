import { connect, createServer } from 'node:net'
import { LayerFact } from '@stowage/domain/facts'
import { Tree } from '@stowage/domain/reading'
import { labHost, noLab } from '@stowage/lab/testing/lab-hosts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectEngine, type Engine } from './connect.ts'

/** Of the lab's image: busybox itself is large, the rest is links and small files. */
const busybox = '/bin/busybox'

describe.skipIf(noLab)('writable layers of a real engine', () => {
  const host = noLab ? null : labHost('web-02')
  const docker = async (...args: string[]) => (await host?.docker(...args))?.trim() ?? ''
  let engine: Engine
  const containers: string[] = []
  beforeAll(async () => {
    if (host) engine = await connectEngine({ socketPath: host.socket })
  })
  afterAll(async () => {
    engine.close()
    if (containers.length > 0) await docker('rm', '-f', '-v', ...containers)
    for (const volume of ['layers-data', 'layers-deep', 'layers-asked']) await docker('volume', 'rm', '-f', volume)
  })

  /** A container that runs the script to its end. */
  const ran = async (script: string, ...options: string[]): Promise<string> => {
    const id = await docker('create', '--network', 'none', ...options, 'busybox:lab', 'sh', '-ec', script)
    containers.push(id)
    await docker('start', '-a', id)
    return id
  }
  const sizeRw = async (id: string) => Number(await docker('inspect', '--size', '-f', '{{.SizeRw}}', id))
  const measured = async (id: string) => {
    const fact = await engine.layerSize(id)
    expect(LayerFact.parse(fact)).toEqual(fact)
    return fact
  }
  const changesOf = async (id: string) => {
    const tree = await engine.layerChanges(id)
    expect(Tree.parse(tree)).toEqual(tree)
    return tree
  }
  const asDiff = (tree: Tree | null) =>
    (tree?.entries ?? [])
      .map(({ path, change }) => `${{ added: 'A', changed: 'C', deleted: 'D' }[change ?? 'added']} ${path}`)
      .sort()

  const busy = `
    mkdir -p /srv/new/deep && head -c 70000 /dev/zero > /srv/new/deep/f
    ln /srv/new/deep/f /srv/new/deep/again && ln -s f /srv/new/link
    dd if=/dev/zero of=/srv/sparse bs=1 count=0 seek=50M 2>/dev/null
    echo more >> /etc/passwd
    rm /etc/group && rm -r /var/log
    rm -r /etc/app && mkdir /etc/app && echo new > /etc/app/other
    rm -r /root && echo file > /root
    mkdir -p "/srv/we ird" && printf x > "/srv/we ird/$(printf 'a\\nb')"
    mkfifo /srv/pipe && mknod /srv/null c 1 3
    echo gone > /tmp/gone && rm /tmp/gone`

  test('B1, W4: bytes equal the engine’s SizeRw: sparse files, hard links, links, deletions, odd names', async () => {
    const id = await ran(busy)
    const fact = await measured(id)
    expect(fact).toMatchObject({ bytes: await sizeRw(id), reason: null, partial: false, measure: 'apparent' })
    expect(fact?.bytes).toBeGreaterThan(50 * 1024 * 1024)
  })

  test('C1, C3: what changed equals docker diff, with a directory made anew and a file in place of a directory', async () => {
    const id = await ran(busy)
    const tree = await changesOf(id)
    // docker's client prints names as they are: the one with a line break takes two lines
    const diff = (await docker('diff', id)).replace('a\nb', 'a?b').split('\n').sort()
    expect(asDiff(tree).map((line) => line.replace('a\nb', 'a?b'))).toEqual(diff)
    expect(tree).toMatchObject({ bytes: await sizeRw(id), partial: false, reason: null, total: tree?.entries.length })
    const at = (path: string) => tree?.entries.find((entry) => entry.path === path)
    expect(at('/srv/new')).toMatchObject({ type: 'directory', bytes: 70_001, files: 3, change: 'added', class: 'data' })
    expect(at('/etc/app/app.conf')).toMatchObject({ change: 'deleted', bytes: 0, type: 'file' })
    expect(at('/root')).toMatchObject({ change: 'changed', type: 'file' })
  })

  test('B8: chmod of a large image file counts with all its bytes, as a change', async () => {
    const id = await ran(`chmod 700 ${busybox}`)
    const bytes = Number(await docker('run', '--rm', '--network', 'none', 'busybox:lab', 'stat', '-c', '%s', busybox))
    expect(bytes).toBeGreaterThan(500_000)
    expect(await measured(id)).toMatchObject({ bytes, lostBytes: 0, lostPaths: [] })
    const tree = await changesOf(id)
    expect(tree?.entries.find(({ path }) => path === busybox)).toMatchObject({ change: 'changed', type: 'file', bytes })
  })

  test('B7, B9, C4: volumes, tmpfs and shared memory are not in it, nor are the points where they are mounted', async () => {
    const script =
      'for d in /data /deep/er /scratch /dev/shm; do head -c 9000 /dev/zero > $d/f; done; head -c 500 /dev/zero > /srv/own'
    const id = await ran(script, '-v', 'layers-data:/data', '-v', 'layers-deep:/deep/er', '--tmpfs', '/scratch')
    expect(await measured(id)).toMatchObject({ bytes: 500, files: 1 })
    const tree = await changesOf(id)
    expect(tree?.entries.map(({ path }) => path)).toEqual(['/deep', '/srv', '/srv/own'])
    expect(tree?.bytes).toBe(500)
  })

  test('CTR-201: lost is what was added outside temp, cache and package paths, told by the directory that holds it', async () => {
    const write = (path: string, bytes: number) => `mkdir -p $(dirname ${path}) && head -c ${bytes} /dev/zero > ${path}`
    const id = await ran(
      [
        write('/var/lib/mysql/ibdata1', 90_000),
        write('/var/lib/mysql/shop/orders.ibd', 40_000),
        write('/srv/page', 3_000),
        write('/tmp/t', 7_000),
        write('/var/cache/c', 7_000),
        write('/usr/lib/p', 7_000),
        'echo changed >> /etc/passwd',
      ].join('; '),
    )
    expect(await measured(id)).toMatchObject({
      lostBytes: 133_000,
      lostPaths: [
        { path: '/var/lib/mysql', bytes: 130_000 },
        { path: '/srv', bytes: 3_000 },
      ],
    })
  })

  test('B6, W8: a log is its own number, rotated files included, and no part of the layer', async () => {
    const chatter = 'i=0; while [ $i -lt 3000 ]; do echo "line $i of a log that nobody reads"; i=$((i+1)); done'
    const id = await ran(chatter, '--log-opt', 'max-size=64k', '--log-opt', 'max-file=4')
    const path = await docker('inspect', '-f', '{{.LogPath}}', id)
    const kept = (await host?.exec('sh', ['-c', `cat ${path}*  | wc -c`]))?.trim()
    const fact = await measured(id)
    expect(fact).toMatchObject({ bytes: 0, logBytes: Number(kept), logReason: null })
    expect(fact?.logBytes).toBeGreaterThan(128 * 1024)
  })

  test('W8: the driver local keeps files of its own; none keeps nothing and says so; before the first start there is no log', async () => {
    const local = await ran('head -c 60000 /dev/urandom | base64', '--log-driver', 'local')
    expect((await measured(local))?.logBytes).toBeGreaterThan(60_000)
    const none = await ran('echo hello', '--log-driver', 'none')
    expect(await measured(none)).toMatchObject({ logBytes: null, logReason: 'the log driver none keeps no files' })
    const never = await docker('create', 'busybox:lab')
    containers.push(never)
    expect(await measured(never)).toMatchObject({ bytes: 0, logBytes: 0, lostBytes: 0 })
  })

  test('B17, W7: layers of one image add up to what they hold themselves; the image is in none of them', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => ran('head -c 1000 /dev/zero > /srv/own')))
    const facts = await Promise.all(ids.map(measured))
    expect(facts.reduce((sum, fact) => sum + (fact?.bytes ?? 0), 0)).toBe(3000)
  })

  test('C1, C2, C4: an agent that may not read the layer asks the engine: the same paths, sizes by a stat each', async () => {
    await using proxy = await overTcp(host?.socket ?? '')
    const blind = await connectEngine({ host: proxy.url })
    const id = await ran(busy)
    const own = await changesOf(id)
    const asked = await blind.layerChanges(id)
    expect(asDiff(asked)).toEqual(asDiff(own))
    const size = (tree: Tree | null, path: string) => tree?.entries.find((entry) => entry.path === path)
    expect(size(asked, '/srv/sparse')).toMatchObject({ bytes: 50 * 1024 * 1024, type: 'file' })
    expect(await blind.layerSize(id)).toMatchObject({ bytes: await sizeRw(id), lostBytes: null, files: null, logBytes: null })
    blind.close()
  })

  test('E3, X2: asking for sizes mounts no volume again, so that it leaves no trace of a use that never was', async () => {
    await using proxy = await overTcp(host?.socket ?? '')
    const blind = await connectEngine({ host: proxy.url })
    const mount = ['--mount', 'type=volume,source=layers-asked,target=/v']
    const id = await docker('run', '-d', '--network', 'none', ...mount, 'busybox:lab', 'sh', '-c', 'echo x > /srv/x; sleep 600')
    containers.push(id)
    const since = String(Date.now() / 1000)
    const tree = await blind.layerChanges(id)
    expect(tree?.entries.map(({ path }) => path)).toContain('/srv/x')
    const until = String(Date.now() / 1000)
    expect(await docker('events', '--since', since, '--until', until, '--filter', 'type=volume')).toBe('')
    blind.close()
  })
})

/** The engine as if on another machine: its paths are then not ours. */
async function overTcp(socket: string) {
  const server = createServer((client) => {
    const engine = connect(socket)
    client.pipe(engine).pipe(client)
    for (const end of [client, engine]) end.on('error', () => end.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return { url: `tcp://127.0.0.1:${port}`, [Symbol.asyncDispose]: async () => void server.close() }
}
