import type { Database } from '@stowage/db/client'
import type { DiskHistory, Growth, History, HistoryRange, Sparkline } from '@stowage/domain/history'
import type { HostSpaceDetail } from '@stowage/domain/space'

// Until packages/db/src/history has them: what an empty history answers.
type Kind = 'volume' | 'layer'
export const sizeHistory = async (
  _db: Database,
  _kind: Kind,
  _id: string,
  _range: HistoryRange,
  _now: Date,
): Promise<History> => ({
  points: [],
  since: null,
  growthBytesPerDay: null,
})
export const sparklines = async (_db: Database, _kind: Kind, ids: readonly string[], _now: Date): Promise<Sparkline[]> =>
  ids.map((id) => ({ id, points: [], growthBytesPerDay: null }))
export const diskHistory = async (_db: Database, _hostId: string, _range: HistoryRange, _now: Date): Promise<DiskHistory> => ({
  points: [],
  since: null,
  forecasts: [],
})
export const hostGrowth = async (_db: Database, _hostId: string, _range: HistoryRange, _now: Date): Promise<Growth> => ({
  from: null,
  to: null,
  hostDeltaBytes: null,
  growers: [],
  notAttributedBytes: null,
})
export const hostSpace = async (
  _db: Database,
  host: { id: string; name: string; state: HostSpaceDetail['hostState'] },
): Promise<HostSpaceDetail> => ({
  hostId: host.id,
  host: host.name,
  hostState: host.state,
  totalBytes: null,
  usedBytes: null,
  availableBytes: null,
  parts: [],
  measuredAt: null,
  volumes: [],
  containers: [],
  moreVolumes: { count: 0, bytes: 0 },
  moreContainers: { count: 0, bytes: 0 },
})
