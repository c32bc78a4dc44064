import type { VolumeRow } from '@stowage/domain/volume'

type Programs<Row extends VolumeRow> = Omit<Row, 'ref' | 'hostId' | 'hostState' | 'pill' | 'openJobId'>

/** The fields that programs get: documented, stable. */
export function forPrograms<Row extends VolumeRow>(row: Row): Programs<Row> {
  const { ref: _ref, hostId: _hostId, hostState: _hostState, pill: _pill, openJobId: _job, ...rest } = row
  return {
    ...rest,
    usedBy: row.usedBy.map(({ container, state, path, rw, how }) => ({ container, state, path, rw, how })) as Row['usedBy'],
  }
}
