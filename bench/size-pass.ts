import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Children } from '@stowage/agent/measure/children'
import { SizeMemory } from '@stowage/agent/measure/size-memory'
import { sizePass } from '@stowage/agent/measure/size-pass'
import { Turns } from '@stowage/agent/measure/turns'
import { VolumeSizes } from '@stowage/agent/measure/volume-sizes'
import { Inventory } from '@stowage/agent/observe/inventory'
import { connectEngine } from '@stowage/engine/connect'
import { engineJson } from '@stowage/lab/engine-call'
import { startFleet } from '@stowage/lab/fleet'
import type { LabHost } from '@stowage/lab/host'
import { idle, importImage } from '@stowage/lab/images'
import { runCommand } from '@stowage/lab/run-command'
import { atOnce } from './at-once.ts'
import type { Figure } from './figure.ts'
import { median } from './percentile.ts'
import { tidied } from './tidy-up.ts'
import { timed, timedRuns } from './timed.ts'

const [volumes, filesEach, inUse, runs] = [500, 400, 5, 5]
const name = (index: number) => `data-${String(index).padStart(3, '0')}`

async function plant(host: LabHost): Promise<void> {
  await importImage({ socket: host.socket }, 'busybox:lab', [])
  await atOnce(volumes, 4, (index) => engineJson(host.socket, 'POST', '/volumes/create', { Name: name(index) }))
  for (let index = 0; index < volumes; index += 1) {
    for (let folder = 0; folder < 4; folder += 1) {
      const path = join(host.dataRoot, 'volumes', name(index), '_data', `folder-${folder}`)
      mkdirSync(path)
      for (let file = 0; file < filesEach / 4; file += 1) writeFileSync(join(path, `file-${file}`), 'stowage')
    }
  }
  await atOnce(inUse, 4, async (index) => {
    const path = `/containers/create?name=app-${index}`
    const HostConfig = { NetworkMode: 'none', Binds: [`${name(index)}:/data`] }
    await engineJson(host.socket, 'POST', path, { Image: 'busybox:lab', Cmd: [...idle], HostConfig })
    await engineJson(host.socket, 'POST', `/containers/app-${index}/start`)
  })
}

/** What the agent has of a host once it has seen its lists, on a clock that the benchmark sets forward. */
async function agentParts(host: LabHost, stateDirectory: string) {
  const engine = await connectEngine({ socketPath: host.socket })
  const digest = (text: string) => createHash('sha256').update(text).digest('hex')
  const extras = { peek: () => ({ events: [], blind: [], acknowledge: () => {} }) }
  const inventory = new Inventory({ epoch: 'bench', digest, extras })
  const collectedAt = new Date().toISOString()
  const [containers, listed] = await Promise.all([engine.listContainers(), engine.listVolumes()])
  inventory.sections.engine.merge({ status: 'ok', items: [await engine.readEngine()], error: null, collectedAt })
  inventory.sections.containers.merge({ status: 'ok', items: containers.items, error: null, collectedAt })
  inventory.sections.volumes.merge({ status: 'ok', items: listed.items, error: null, collectedAt })
  let aheadMs = 0
  const clock = { now: () => new Date(), elapsedMs: () => performance.now() + aheadMs }
  const silent = { info: () => {}, warn: () => {}, error: () => {} }
  const memory = await SizeMemory.open(stateDirectory, clock)
  const children = new Children()
  const sizes = new VolumeSizes({
    ...{ inventory, memory, children, isLocal: true, leastMs: 300_000, clock, log: silent, onChange: () => {} },
  })
  const measuredSince = (time: string) => sizes.memory.facts().filter(({ measuredAt }) => measuredAt >= time).length
  return {
    close: () => engine.close(),
    /** Half an hour after the last one: whoever is in use is due again, and nobody else. */
    pass: async () => {
      aheadMs += 1_800_000
      const begun = new Date().toISOString()
      let restedMs = 0
      const ms = await timed(async () => {
        restedMs = await sizePass(sizes, engine, new Turns(), new AbortController().signal)
      })
      return { ms, workMs: ms - restedMs, looks: measuredSince(begun) }
    },
  }
}

async function onHost(host: LabHost, say: (line: string) => void): Promise<Figure[]> {
  const stateDirectory = mkdtempSync(join(tmpdir(), 'stowage-bench-'))
  const ours = await agentParts(host, stateDirectory)
  try {
    const first = await ours.pass()
    const passes: number[] = []
    const works: number[] = []
    for (let run = 0; run < runs; run += 1) {
      const { ms, workMs, looks } = await ours.pass()
      if (looks !== inUse) throw new Error(`a pass looked at ${looks} volumes instead of ${inUse}`)
      passes.push(ms)
      works.push(workMs)
    }
    const all = join(host.dataRoot, 'volumes')
    const df = await timedRuns(runs, () => host.docker('system', 'df', '-v'))
    const du = await timedRuns(runs, () => runCommand('du', ['-s', '-x', '--block-size=1', all]))
    const inMs = (samples: readonly number[]) => samples.map((ms) => ms.toFixed(0)).join(', ')
    say(
      `size pass: first, over all, ${first.ms.toFixed(0)} ms; then ${inMs(works)} ms, with rests ${inMs(passes)} ms; df -v ${inMs(df)} ms; du ${inMs(du)} ms`,
    )
    const what = `one size pass, ${volumes} volumes × ${filesEach} files, ${inUse} in use`
    const figure = (peer: Figure['peer'], target: Figure['target']): Figure => ({
      what,
      unit: 'ms',
      ours: median(works),
      peer,
      target,
    })
    return [
      figure({ what: 'docker system df -v on the same engine, warm', value: median(df) }, { of: 'ratio', most: 0.05 }),
      figure({ what: 'du -s over all volumes, warm', value: median(du) }, null),
    ]
  } finally {
    ours.close()
    rmSync(stateDirectory, { recursive: true })
  }
}

/** A host whose volumes were all measured before: only those in use are looked at. The rests between them are no work. */
export async function sizePasses(say: (line: string) => void): Promise<Figure[]> {
  say(`Planting ${volumes * filesEach} files…`)
  const fleet = await startFleet({ name: 'bench-sizes', hosts: ['sizes'] })
  const stop = tidied(fleet.stop)
  try {
    const host = fleet.host('sizes')
    await plant(host)
    return await onHost(host, say)
  } finally {
    await stop()
  }
}
