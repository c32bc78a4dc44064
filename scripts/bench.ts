import { engineJson } from '@stowage/lab/engine-call'
import { requirements, supported } from '@stowage/lab/requirements'
import { ensureBuilt } from '@stowage/stack/build'
import { type BenchHost, startBenchFleet } from '../bench/bench-fleet.ts'
import { eventToRow } from '../bench/event-to-row.ts'
import { type Figure, isMet, ratioOf } from '../bench/figure.ts'
import { fleetCost } from '../bench/fleet-cost.ts'
import { agentFigures, type IdleCosts, idleCosts, serverFigures } from '../bench/idle-cost.ts'
import { ingest } from '../bench/ingest.ts'
import { inventory } from '../bench/inventory.ts'
import { lists } from '../bench/lists.ts'
import { machineFacts } from '../bench/machine.ts'
import { sizePasses } from '../bench/size-pass.ts'
import { storm } from '../bench/storm.ts'
import { table } from '../bench/table.ts'
import { unlessInterrupted } from '../bench/tidy-up.ts'
import { ui } from '../bench/ui.ts'
import { ensurePrograms } from './system-packages.ts'

/** Each figure beside its peer of the same run (bench/README.md). `--json`: one array on standard output and nothing else. */

const say = (line: string) => void process.stderr.write(`${line}\n`)
const onFleet = ['agent', 'server', 'event-to-row', 'inventory']
const onEngines = [...onFleet, 'size-pass']
const names = [...onEngines, 'lists', 'ingest', 'fleet-cost', 'storm', 'ui']
const asked = process.argv.slice(2)
const asJson = asked.includes('--json')
const chosen = asked.filter((name) => name !== '--json')
const unknown = chosen.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  say(`No benchmark is called ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  process.exit(2)
}
const wanted = (name: string) => chosen.length === 0 || chosen.includes(name)

async function fleetFigures(): Promise<{ figures: Figure[]; engineVersion: string }> {
  const filled: BenchHost[] = []
  if (wanted('agent') || wanted('server')) filled.push('idle')
  if (wanted('inventory')) filled.push('large')
  say('Starting three engines, the database, the server and three agents…')
  const stack = await startBenchFleet(new Set(filled))
  try {
    const answer = await engineJson(stack.fleet.host('small').socket, 'GET', '/version')
    const engineVersion =
      answer !== null && typeof answer === 'object' && 'Version' in answer ? String(answer.Version) : 'unknown'
    const figures: Figure[] = []
    let costs: IdleCosts | null = null
    if (wanted('agent') || wanted('server')) costs = await idleCosts(stack)
    if (costs && wanted('agent')) figures.push(...agentFigures(costs))
    if (costs && wanted('server')) figures.push(...serverFigures(costs))
    if (wanted('event-to-row')) figures.push(...(await eventToRow(stack, say)))
    if (wanted('inventory')) figures.push(...(await inventory(stack, say)))
    return { figures, engineVersion }
  } finally {
    await stack.stop()
  }
}

async function measure(): Promise<{ figures: Figure[]; engineVersion: string | null }> {
  const figures: Figure[] = []
  let engineVersion: string | null = null
  ensureBuilt()
  if (onEngines.some(wanted)) {
    if (process.platform === 'linux' && process.getuid?.() === 0) ensurePrograms(requirements)
    const able = supported()
    if (!able.ok) say(`Left out, real engines cannot run here: ${able.reason}.`)
    if (able.ok && onFleet.some(wanted)) {
      const found = await fleetFigures()
      figures.push(...found.figures)
      engineVersion = found.engineVersion
    }
    if (able.ok && wanted('size-pass')) figures.push(...(await sizePasses(say)))
  }
  if (wanted('lists')) figures.push(...(await lists(say)))
  if (wanted('ingest')) figures.push(...(await ingest(say)))
  if (wanted('fleet-cost')) figures.push(...(await fleetCost(say)))
  if (wanted('storm')) figures.push(...(await storm(say)))
  if (wanted('ui')) figures.push(...(await ui(say)))
  return { figures, engineVersion }
}

const begun = performance.now()
const { figures, engineVersion } = await measure().catch(unlessInterrupted)
const machine = machineFacts(engineVersion)
if (asJson) {
  const rows = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), met: isMet(figure), machine }))
  process.stdout.write(`${JSON.stringify(rows)}\n`)
} else {
  process.stdout.write(`\n${table(figures)}\n\n`)
  process.stdout.write(
    `${Object.entries(machine)
      .map(([name, value]) => `${name} ${value ?? 'none'}`)
      .join(' · ')}\n`,
  )
}
const missed = figures.filter((figure) => !figure.isDetail && isMet(figure) === false).length
say(`${figures.length} figures in ${Math.round((performance.now() - begun) / 1000)} s, ${missed} targets missed.`)
