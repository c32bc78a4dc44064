'use client'
import type { Overview } from '@stowage/api/overview'
import { formatBytes } from '@stowage/domain/format'
import clsx from 'clsx'
import { useState } from 'react'
import { DiskBar } from '@/components/host/disk-bar.tsx'
import { Button } from '@/components/ui/button.tsx'
import { hostPills } from '@/components/ui/host-pill.tsx'
import { iconProps } from '@/components/ui/icon.ts'
import { Link } from '@/components/ui/link.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { disksByFullness } from './overview-tiles.ts'

const shown = 12

/** The disk under each host's data directory, fullest first. */
export function Disks({ disks }: { disks: Overview['disks'] }) {
  const [all, setAll] = useState(false)
  const rows = disksByFullness(disks)
  const known = rows.filter((disk) => disk.diskBytes !== null).length
  return (
    <Panel
      title="Disks"
      meta={known === rows.length ? 'fullest first' : `fullest first · ${rows.length - known} of ${rows.length} unknown`}
      flush
    >
      {rows.length === 0 ? <p className="p-4 text-md text-text-2">No host in this scope.</p> : null}
      <ul>
        {rows.slice(0, all ? undefined : shown).map((disk) => (
          <DiskRow key={disk.hostId} disk={disk} />
        ))}
      </ul>
      {rows.length > shown ? (
        <div className="border-t border-border px-4 py-2">
          <Button variant="ghost" size="sm" onClick={() => setAll(!all)}>
            {all ? `Show the ${shown} fullest` : `Show all ${rows.length}`}
          </Button>
        </div>
      ) : null}
    </Panel>
  )
}

function DiskRow({ disk }: { disk: Overview['disks'][number] }) {
  const silent = disk.state === 'unreachable' || disk.state === 'offline'
  const { icon: Glyph, word } = hostPills[disk.state]
  const free =
    disk.diskBytes !== null && disk.diskUsedBytes !== null
      ? `${formatBytes(disk.diskBytes - disk.diskUsedBytes)} free`
      : 'Unknown'
  return (
    <li
      className={clsx(
        'grid grid-cols-[minmax(96px,136px)_1fr_40px_100px] items-center gap-x-4 border-border px-4 py-2 text-base not-last:border-b max-sm:grid-cols-[1fr_auto] max-sm:gap-y-1',
        silent && 'text-text-3',
      )}
    >
      <span className="flex min-w-0 items-center gap-1.5">
        <Link href={`/host?id=${disk.hostId}`} className="truncate">
          {disk.host}
        </Link>
        {disk.state === 'online' ? null : (
          <span data-tip={`${word}: as last seen`} className={silent ? 'text-unreachable' : 'text-stale'}>
            <Glyph {...iconProps} size={14} />
            <span className="sr-only">{word}</span>
          </span>
        )}
      </span>
      <span className="max-sm:order-last max-sm:col-span-2">
        <DiskBar bytes={disk.diskBytes} usedBytes={disk.diskUsedBytes} faded={silent} />
      </span>
      <span className="text-right max-sm:hidden">{percent(disk)}</span>
      <span className="text-right whitespace-nowrap text-text-3">{free}</span>
    </li>
  )
}

const percent = ({ diskBytes, diskUsedBytes }: Overview['disks'][number]) =>
  diskBytes === null || diskUsedBytes === null || diskBytes === 0 ? '—' : `${Math.floor((diskUsedBytes / diskBytes) * 100)} %`
