import type { Database } from '@stowage/db/client'
import type { Viewer } from '@stowage/db/lists/viewer'
import { type VolumeWithHost, volumeRowsWithHosts } from '@stowage/db/lists/volume-rows'
import { formatBytes } from '@stowage/domain/format'
import { isEmptyVolume, VolumeRow } from '@stowage/domain/volume'
import { z } from 'zod'
import { removalVetoes, Veto } from './removal-vetoes.ts'
import { notFound } from './visible-hosts.ts'

export const RemovePreview = z.object({
  volume: VolumeRow,
  /** 2: tick a box. 3: type the name, with a sign-in not older than 5 minutes. */
  tier: z.union([z.literal(2), z.literal(3)]),
  /** Why it cannot be removed now; empty = it can. */
  vetoes: z.array(Veto),
  /** What happens and what cannot be undone, one sentence each. */
  consequences: z.array(z.string()),
  checkedAt: z.date(),
  /** Digest of what the host tells of the volume; give it back with the removal. */
  seen: z.string(),
})
export type RemovePreview = z.infer<typeof RemovePreview>

const smallBytes = 1024 * 1024

/** What removing would do by the facts of this moment, with the stored row they come from. Throws `not_found`. */
export async function previewRemoval(
  db: Database,
  who: Viewer & { now: Date },
  id: string,
): Promise<RemovePreview & { found: VolumeWithHost }> {
  const [found] = await volumeRowsWithHosts(db, who, [id])
  if (!found) throw notFound('volume')
  const { row, stored, host } = found
  return {
    volume: row,
    tier: removalTier(row),
    vetoes: removalVetoes(row, host),
    consequences: consequences(row),
    checkedAt: who.now,
    seen: stored.hash,
    found,
  }
}

/** Neither unknown nor "at least" is small: only a whole measurement lowers the tier (ux 5). */
function removalTier(row: VolumeRow): 2 | 3 {
  if (row.sizeBytes === null || row.sizePartial) return 3
  return isEmptyVolume(row) || (row.anonymous && row.sizeBytes <= smallBytes) ? 2 : 3
}

export const confirmTextOf = ({ name, anonymous }: Pick<VolumeRow, 'name' | 'anonymous'>): string =>
  anonymous ? name.slice(0, 12) : name

function consequences(row: VolumeRow): string[] {
  const lines: string[] = []
  if (row.kind === 'nfs' || row.kind === 'cifs') {
    lines.push(
      `Only the definition on ${row.host} is removed. The data stays on its server, and other hosts that use it keep it.`,
    )
  } else if (row.kind === 'path') {
    lines.push(`Only the definition on ${row.host} is removed. The directory stays.`)
  } else if (row.kind === 'tmpfs') {
    lines.push('It is in memory and holds no data while no container uses it.')
  } else if (row.sizeBytes === null) {
    lines.push(
      `Its size is unknown (${row.sizeReason ?? 'not measured yet'}). Whatever it holds is gone for good: no archive exists.`,
    )
  } else {
    const bytes = `${row.sizePartial ? 'At least ' : ''}${formatBytes(row.sizeBytes)}`
    lines.push(isEmptyVolume(row) ? 'It was empty when measured.' : `${bytes} are gone for good: no archive exists.`)
  }
  if (row.state === 'protected') lines.push(row.stateReason)
  lines.push(`Volumes named ${row.name} on other hosts are not touched.`)
  return lines
}
