import { formatBytes } from '@stowage/domain/format'
import type { HostSpace } from '@stowage/domain/space'

/** "31.0 GiB free", or Unknown. */
export const freeText = ({ availableBytes }: Pick<HostSpace, 'availableBytes'>): string =>
  availableBytes === null ? 'Unknown' : `${formatBytes(availableBytes)} free`
