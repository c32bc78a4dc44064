import type { ContainerRow } from '@stowage/domain/container'
import { formatBytes } from '@stowage/domain/format'
import { formatSum } from '@/lib/format-sum.ts'
import { Absent } from '../table/cells.tsx'
import { SizeAge } from '../table/size-age.tsx'
import { HostText } from '../ui/text.tsx'
import { layerReasonText, logReasonText, lostReasonText } from './container-words.ts'

/** What a new container would not have, and the path that holds most of it. */
export function RiskCell({ container }: { container: ContainerRow }) {
  const { lostBytes, lostPaths, layerPartial } = container
  const [top] = lostPaths
  if (lostBytes === null) return <Absent text="Unknown" why={lostReasonText(container)} />
  if (lostBytes === 0 && !layerPartial) return <span className="text-text-3">0 B</span>
  return (
    <span className="flex w-full min-w-0 items-baseline justify-end gap-2">
      {top ? (
        <span
          className="min-w-0 truncate font-mono text-sm text-text-3"
          data-tip={lostPaths.map(({ path, bytes }) => `${path} ${formatBytes(bytes)}`).join('\n')}
        >
          <HostText>{top.path}</HostText>
        </span>
      ) : null}
      <span className={lostBytes > 0 ? 'shrink-0 font-medium' : 'shrink-0'}>{formatSum(lostBytes, layerPartial ? 1 : 0)}</span>
    </span>
  )
}

/** Size of the writable layer with its age, or that it is measured now. */
export function LayerCell({ container }: { container: ContainerRow }) {
  const { layerBytes, layerPartial, layerMeasuredAt, measuring } = container
  return (
    <span className="flex items-baseline justify-end gap-2 whitespace-nowrap">
      {measuring ? (
        <span className="text-text-3" data-tip="Asked for and on its way.">
          Measuring…
        </span>
      ) : layerBytes === null ? (
        <Absent text="Unknown" why={layerReasonText(container)} />
      ) : (
        <span>{formatSum(layerBytes, layerPartial ? 1 : 0)}</span>
      )}
      <SizeAge at={layerBytes === null || measuring ? null : layerMeasuredAt} />
    </span>
  )
}

/** Size of the log files, which are no part of the layer. */
export const LogCell = ({ container }: { container: ContainerRow }) =>
  container.logBytes === null ? (
    <Absent text="Unknown" why={logReasonText(container)} />
  ) : (
    <span>{formatBytes(container.logBytes)}</span>
  )
