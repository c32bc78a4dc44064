import { ListQuery } from '@stowage/domain/list'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { Prisma } from '../generated/client.ts'
import { bulkFleet } from '../testing/bulk-fleet.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { now } from '../testing/fleet-rows.ts'
import { containerListSql } from './container-list.ts'
import { listStatement, readWide } from './list-answer.ts'
import { volumeListSql } from './volume-list.ts'

const rowsEach = 24_000
let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await bulkFleet(db, { hosts: 12, each: rowsEach / 12 })
}, 120_000)
afterAll(() => db[Symbol.asyncDispose]())

type Plan = { type: string; relation: string | undefined; index: string | undefined; rows: number; below: Plan[] }
const Plan: z.ZodType<Plan> = z
  .object({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    'Index Name': z.string().optional(),
    'Plan Rows': z.number(),
    get Plans() {
      return z.array(Plan).default([])
    },
  })
  .transform((plan) => ({
    type: plan['Node Type'],
    relation: plan['Relation Name'],
    index: plan['Index Name'],
    rows: plan['Plan Rows'],
    below: plan.Plans,
  }))
const flat = (plan: Plan): Plan[] => [plan, ...plan.below.flatMap(flat)]

async function planOf(noun: 'volume' | 'container', q: string, sort: string): Promise<Plan[]> {
  const query = ListQuery.parse({ q, sort })
  const list = await (noun === 'volume' ? volumeListSql : containerListSql)(db, { hostIds: null, now }, query)
  if (!list) throw new Error('no hosts')
  const rows = await readWide<{ 'QUERY PLAN': unknown }>(db, Prisma.sql`EXPLAIN (FORMAT JSON) ${listStatement(list)}`)
  const [{ Plan: plan }] = z.tuple([z.object({ Plan })]).parse(rows[0]?.['QUERY PLAN'])
  return flat(plan)
}

const unfiltered: ['volume' | 'container', string, string][] = [
  ...['name', '-name', 'host', '-host', 'driver', 'kind', 'state', '-state'].map(
    (sort) => ['volume', sort, 'list'] as ['volume', string, string],
  ),
  ['volume', 'project', 'project_list'],
  ...['size', 'growth', 'files', 'written', 'measured', 'created', 'seen', 'mounted'].flatMap((sort) =>
    [sort, `-${sort}`].map((each) => ['volume', each, `${sort}_list`] as ['volume', string, string]),
  ),
  ...['name', '-name', 'host', 'state', 'driver'].map((sort) => ['container', sort, 'list'] as ['container', string, string]),
  ...['image', 'project', '-service'].map(
    (sort) => ['container', sort, `${sort.replace('-', '')}_list`] as ['container', string, string],
  ),
  ...['layer', 'lost', 'growth', 'logs', 'measured', 'created'].flatMap((sort) =>
    [sort, `-${sort}`].map((each) => ['container', each, `${sort}_list`] as ['container', string, string]),
  ),
]

it.each(unfiltered)(
  'A25: the %s list in order of %s comes from %s indexes alone: no row is sorted or read',
  async (noun, sort, index) => {
    const plan = await planOf(noun, '', sort)
    const scans = plan.filter(({ relation }) => relation === noun)
    for (const scan of scans) expect(scan.type, scan.index).toBe('Index Only Scan')
    const used = scans.map((scan) => scan.index ?? '')
    if (index === 'list') expect(used.every((name) => name.startsWith(noun) && name.endsWith('list_idx'))).toBe(true)
    else expect(used).toContain(`${noun}_${index}_idx`)
    // Groups of equal text are few, and rows of equal figure are sorted among themselves.
    const sorts = plan.filter(({ type, rows }) => type === 'Sort' && rows > rowsEach / 10)
    expect(sorts).toEqual([])
    expect(plan.filter(({ type }) => type === 'Aggregate').length).toBeGreaterThan(0)
  },
)

it.each([
  ['volume', 'pg', ''],
  ['volume', 'host:host-1*', '-size'],
  ['volume', 'size:>1GiB', '-size'],
  ['volume', '-size:<1GiB host:host-1*', 'size'],
  ['volume', 'growth:>1MiB files:>7 written:<30d', '-growth'],
  ['volume', 'state:orphan', ''],
  ['volume', 'state:orphan', '-size'],
  ['volume', '-state:orphan mounted:no idle:>3d growth:<1GiB kind:named', 'size'],
  ['volume', 'mounted:no idle:>30d', 'created'],
  ['volume', 'used-by:app-1*', ''],
  ['volume', 'image:image-1', 'state'],
  ['container', 'lost:>1kB', '-lost'],
  ['container', 'mount:data-1*', 'state'],
  ['container', 'image:image-1', 'image'],
] as const)(
  'the %s list with the filter "%s" in order of "%s" is answered by indexes: no row of the table is read',
  async (noun, q, sort) => {
    const scans = (await planOf(noun, q, sort)).filter(({ relation }) => relation === 'volume' || relation === 'container')
    expect(scans.length).toBeGreaterThan(0)
    for (const scan of scans) expect(scan.type, scan.index).toBe('Index Only Scan')
  },
)

it.each(['-label:team', 'scope:local project:shop-*', 'anonymous:yes'])(
  'what only the row knows (%s) is read in one pass over the table',
  async (q) => {
    const plan = await planOf('volume', q, '')
    expect(plan.filter(({ relation }) => relation === 'volume').map(({ type }) => type)).toEqual(['Seq Scan'])
  },
)

it('the largest orphans come from the index of sizes, in its order', async () => {
  const plan = await planOf('volume', 'state:orphan', '-size')
  expect(plan.filter(({ relation }) => relation === 'volume').map(({ index }) => index)).toContain('volume_size_list_idx')
  expect(plan.filter(({ type, rows }) => type === 'Sort' && rows > rowsEach / 10)).toEqual([])
})
