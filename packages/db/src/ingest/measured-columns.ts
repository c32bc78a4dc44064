/**
 * What a measurement `m` puts onto the row of its volume or container. `values` are NULL, or the column's default, where there is no `m`.
 * The figures beside the bytes lie in the fact as reported.
 */
export type MeasuredColumns = { names: string; values: string; set: string }

const text = (key: string) => `m.fact->>'${key}'`
const number = (key: string) => `(${text(key)})::bigint`

export const sizeColumns = columns({
  sizeBytes: 'm.bytes',
  sizeReason: 'm.reason',
  sizeBasis: 'm.basis',
  sizeMeasuredAt: 'm."measuredAt"',
  sizeHash: 'm.hash',
  sizePartial: `coalesce((${text('partial')})::boolean, false)`,
  sizeAtMostBytes: number('atMostBytes'),
  sizeApparentBytes: number('apparentBytes'),
  sizeMethod: text('method'),
  sizeFiles: number('files'),
  newestWriteAt: `(${text('newestWriteAt')})::timestamptz`,
})

export const layerColumns = columns({
  layerBytes: 'm.bytes',
  layerReason: 'm.reason',
  layerMeasure: 'm.basis',
  layerMeasuredAt: 'm."measuredAt"',
  layerHash: 'm.hash',
  layerPartial: `coalesce((${text('partial')})::boolean, false)`,
  layerFiles: number('files'),
  lostBytes: number('lostBytes'),
  lostPaths: `coalesce(m.fact->'lostPaths', '[]'::jsonb)`,
  logBytes: number('logBytes'),
  logReason: text('logReason'),
})

function columns(of: Record<string, string>): MeasuredColumns {
  const each = Object.entries(of)
  return {
    names: each.map(([name]) => `"${name}"`).join(', '),
    values: each.map(([, value]) => value).join(', '),
    set: each.map(([name, value]) => `"${name}" = ${value}`).join(', '),
  }
}
