'use client'
import type { ActivityRow } from '@stowage/domain/activity'
import { Ban, Check, CircleQuestionMark, Clock, Minus, X } from 'lucide-react'
import { Moment } from '@/components/time/moment.tsx'
import { iconProps } from '@/components/ui/icon.ts'
import { Link } from '@/components/ui/link.tsx'
import { type Column, PlainTable } from '@/components/ui/plain-table.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { shortHex } from '@/lib/short-hex.ts'
import { useZone } from '@/lib/use-zone.ts'
import { actorText, attributionWords, resultWords, subjectHref, viaWords } from './activity-words.ts'
import { logText } from './log-text.ts'

const resultIcons = {
  intent: Clock,
  ok: Check,
  skipped: Minus,
  denied: Ban,
  failed: X,
  indeterminate: CircleQuestionMark,
  late: Clock,
} as const
const tones = { good: 'text-in-use', bad: 'text-unreachable', warn: 'text-orphaned', neutral: 'text-text-2' }

const columns: Column<ActivityRow>[] = [
  {
    label: 'Time',
    className: 'text-text-2 sm:w-[1%]',
    cell: (row) => <Moment at={row.at} />,
  },
  {
    label: 'What',
    className: 'sm:w-[40%]',
    long: true,
    phone: 'title',
    cell: (row) => {
      const href = subjectHref(row)
      return (
        <span>
          <LogText text={row.text} />
          {href && !row.text.includes(row.subject) ? (
            <>
              {' '}
              · <HostText>{shortHex(row.subject)}</HostText>
            </>
          ) : null}{' '}
          {href ? (
            <Link href={href} className="whitespace-nowrap underline">
              Open {row.subjectKind}
            </Link>
          ) : null}
        </span>
      )
    },
  },
  {
    label: 'By',
    cell: (row) => (
      <span className={row.actorType === 'outside' ? 'text-text-3' : undefined}>
        {actorText(row)}
        {row.actorType === 'user' || row.actorType === 'token' ? (
          <span className="text-text-3"> · {viaWords[row.via]}</span>
        ) : null}
      </span>
    ),
  },
  {
    label: 'Host',
    cell: (row) => (row.hostId && row.host ? <Link href={`/host?id=${row.hostId}`}>{row.host}</Link> : '—'),
  },
  {
    label: 'Result',
    phone: 'end',
    cell: (row) => {
      const { word, tone } = resultWords[row.result]
      const Glyph = resultIcons[row.result]
      return (
        <span className={`inline-flex items-center gap-1 ${tones[tone]}`}>
          <Glyph {...iconProps} size={14} className="shrink-0" />
          {word}
        </span>
      )
    },
  },
  {
    label: 'How it is known',
    long: true,
    className: 'max-lg:hidden xl:whitespace-nowrap',
    cell: (row) =>
      row.attribution ? (
        <span className="text-text-2">
          <span className="font-medium">{row.attribution}</span> {attributionWords[row.attribution]}
        </span>
      ) : (
        '—'
      ),
  },
  {
    label: '#',
    figure: true,
    phone: 'hide',
    className: 'text-text-3',
    cell: (row) => new Intl.NumberFormat('en').format(row.seq),
  },
]

function LogText({ text }: { text: string }) {
  return <HostText>{logText(text, useZone())}</HostText>
}

export const ActivityTable = ({ rows }: { rows: readonly ActivityRow[] }) => (
  <PlainTable caption="Activity, newest first" columns={columns} rows={rows} rowKey={(row) => String(row.seq)} />
)
