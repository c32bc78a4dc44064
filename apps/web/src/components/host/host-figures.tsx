import { formatBytes } from '@stowage/domain/format'
import type { HostDetail } from '@stowage/domain/host'
import { worstForecast } from '@/components/capacity/forecast-of.ts'
import { freeBytes, usable } from '@/components/hosts/host-words.ts'
import { Link } from '@/components/ui/link.tsx'
import { DiskBar } from './disk-bar.tsx'
import { isSilent } from './host-words.ts'

/** The disk under Docker's data directory, as last seen. */
export function HostFigures({ host }: { host: HostDetail }) {
  const { diskBytes, diskUsedBytes } = host
  const free = freeBytes(host)
  const worst = worstForecast(host.forecasts)
  const known = diskBytes !== null && diskUsedBytes !== null
  return (
    <div className="flex flex-col gap-2 rounded-md border border-border bg-surface px-4 py-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <span className="text-base font-medium text-text-2">Disk</span>
        {known ? (
          <>
            <span className="text-lg font-semibold">
              {formatBytes(diskUsedBytes)} <span className="font-normal text-text-3">of {formatBytes(diskBytes)}</span>
            </span>
            <span className="text-base text-text-3">
              {formatBytes(free)} free
              {worst ? (
                <>
                  {' · '}
                  <Link href={`/host?id=${host.id}&tab=forecast`}>{worst.text}</Link>
                </>
              ) : null}
            </span>
          </>
        ) : (
          <span className="text-base text-text-2">Unknown: the agent has not reported the disk under its data directory.</span>
        )}
        {host.dataRoot ? <span className="ml-auto font-mono text-sm text-text-3 max-sm:ml-0">{host.dataRoot}</span> : null}
      </div>
      <DiskBar bytes={usable(host)} usedBytes={diskUsedBytes} faded={isSilent(host.state)} />
    </div>
  )
}
