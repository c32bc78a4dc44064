import { formatBytes } from '@stowage/domain/format'
import type { HostRow } from '@stowage/domain/host'
import { formatCount } from '@/lib/format-sum.ts'
import { worstForecast } from '../capacity/forecast-of.ts'
import { HostPill } from '../ui/host-pill.tsx'
import { Link } from '../ui/link.tsx'
import { MiddleCut } from '../ui/text.tsx'
import { hostHref } from './host-columns.tsx'
import { freeBytes, fullness } from './host-words.ts'

export function HostPhoneRow({ host }: { host: HostRow }) {
  const used = fullness(host)
  const free = freeBytes(host)
  const worst = worstForecast(host.forecasts)
  const dated = worst && (worst.runaway || worst.forecast.kind === 'date') ? worst : null
  return (
    <span className="flex w-full min-w-0 flex-col gap-0.5">
      <span className="flex min-w-0 items-center justify-between gap-2">
        <Link href={hostHref(host)} tabIndex={-1} className="flex min-w-0 text-md font-medium text-text">
          <MiddleCut text={host.name} />
        </Link>
        <HostPill state={host.state} reason={host.stateReason} />
      </span>
      <span className="flex min-w-0 items-center justify-between gap-2 text-sm text-text-2">
        <span className="truncate">
          {formatCount(host.volumes, 'volume')} · {formatCount(host.containers, 'container')}
        </span>
        <span className="shrink-0">
          {used === null || free === null
            ? 'Disk unknown'
            : `${Math.ceil(used * 100)} % used · ${formatBytes(free)} free${dated ? ` · ${dated.text}` : ''}`}
        </span>
      </span>
    </span>
  )
}
