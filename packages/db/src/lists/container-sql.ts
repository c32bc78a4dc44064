import type { Pattern } from '@stowage/domain/filter/ast'
import { wordMatches } from '@stowage/domain/filter/fold'
import { Prisma } from '../generated/client.ts'
import { type FieldSql, type FilterTarget, idsSql, patternSql, type Sql, wordSql } from './filter-sql.ts'
import type { ListHost } from './list-hosts.ts'

const { sql } = Prisma

/** Expressions over a row `c` of container. */
export function containerSql(hosts: readonly ListHost[], now: Date): FilterTarget {
  const fields: Record<string, () => FieldSql> = {
    host: () => ({ type: 'host', column: sql`c."hostId"`, hosts }),
    name: () => ({ type: 'text', value: sql`c.name`, nullIs: 'absent' }),
    image: () => ({ type: 'text', value: sql`c.image`, nullIs: 'absent' }),
    state: () => ({ type: 'text', value: sql`nullif(c.state, 'unknown')`, nullIs: 'unknown', isWord: true }),
    project: () => ({ type: 'text', value: sql`c.project`, nullIs: 'absent' }),
    service: () => ({ type: 'text', value: sql`c.service`, nullIs: 'absent' }),
    driver: () => ({ type: 'text', value: sql`c."storageDriver"`, nullIs: 'absent' }),
    layer: () => ({ type: 'number', value: sql`c."layerBytes"`, isLowerBound: sql`c."layerPartial"` }),
    lost: () => ({ type: 'number', value: sql`c."lostBytes"`, isLowerBound: sql`c."layerPartial"` }),
    growth: () => ({ type: 'number', value: sql`c."growthBytesPerDay"` }),
    logs: () => ({ type: 'number', value: sql`c."logBytes"` }),
    label: () => ({ type: 'labels', value: sql`c.labels` }),
    mount: () => ({ type: 'texts', complete: sql`true`, some: mountedAs }),
    readonly: () => ({ type: 'flag', value: sql`c."readonlyRootfs"` }),
    created: () => ({ type: 'time', value: sql`c."createdAt"` }),
  }
  return {
    now,
    field: (name) => fields[name]?.() ?? { type: 'flag', value: sql`false` },
    word: (pattern: Pattern) => {
      const ids = hosts.filter((host) => wordMatches(pattern, host.name)).map((host) => host.id)
      return sql`(${wordSql(pattern, sql`c.name`)} OR c."hostId" = ANY(${idsSql(ids)}))`
    },
  }
}

/** A mount is found by the volume's name, the path on the host, and the path in the container. */
function mountedAs(pattern?: Pattern): Sql {
  if (!pattern) return sql`c.id IN (SELECT m."containerRow" FROM container_mount m)`
  const [name, source, destination] = [sql`m.name`, sql`m.source`, sql`m.destination`].map((text) => patternSql(pattern, text))
  return sql`c.id IN (SELECT m."containerRow" FROM container_mount m WHERE (coalesce(${name}, false) OR ${source} OR ${destination}))`
}
