import type { HostDetail, HostSection } from '@stowage/domain/host'
import { Check, CircleAlert, Minus, X } from 'lucide-react'
import { Moment } from '@/components/time/moment.tsx'
import { CodeBlock } from '@/components/ui/code-block.tsx'
import { CopyButton } from '@/components/ui/copy-button.tsx'
import { FactList } from '@/components/ui/fact-list.tsx'
import { iconProps } from '@/components/ui/icon.ts'
import { Panel } from '@/components/ui/panel.tsx'
import { type Column, PlainTable } from '@/components/ui/plain-table.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { Time } from '@/components/ui/time.tsx'
import { clockText, groupedHex, sectionWords, statusWords } from './host-words.ts'

const statusLooks = {
  ok: { icon: Check, className: 'text-in-use' },
  partial: { icon: CircleAlert, className: 'text-stale' },
  error: { icon: X, className: 'text-unreachable' },
  skipped: { icon: Minus, className: 'text-text-3' },
} as const

const columns: Column<HostSection>[] = [
  {
    label: 'Section',
    phone: 'title',
    cell: (section) => (
      <span>
        <span className="font-medium">{sectionWords[section.name].word}</span>{' '}
        <span className="text-text-3 max-sm:hidden">{sectionWords[section.name].holds}</span>
      </span>
    ),
  },
  {
    label: 'Report',
    phone: 'end',
    cell: (section) => {
      const { icon: Glyph, className } = statusLooks[section.status]
      return (
        <span className={`inline-flex items-center gap-1 ${className}`}>
          <Glyph {...iconProps} size={14} />
          {statusWords[section.status]}
        </span>
      )
    },
  },
  {
    label: 'Age',
    className: 'whitespace-nowrap',
    cell: (section) => (section.collectedAt ? <Time at={section.collectedAt} /> : 'Never'),
  },
  {
    label: 'Problem',
    phone: 'label',
    long: true,
    cell: (section) => (section.error ? <HostText>{section.error}</HostText> : <span className="text-text-3">None</span>),
  },
]

/** The agent: what it reports and how old that is, what its host lets it do, and how it is told apart. */
export function HostAgent({ host }: { host: HostDetail }) {
  return (
    <div className="flex flex-col gap-4">
      <Panel title="What it reports" flush>
        {host.sections.length === 0 ? (
          <p className="px-4 py-3 text-md text-text-2">Nothing has arrived yet.</p>
        ) : (
          <PlainTable
            caption="Sections of the agent's report"
            columns={columns}
            rows={host.sections}
            rowKey={(section) => section.name}
          />
        )}
      </Panel>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <Panel title="What the host allows" meta={host.mode === 'manage' ? 'mode manage' : 'mode observe'}>
          <div className="flex flex-col gap-3">
            <ul className="flex list-disc flex-col gap-1 pl-4 text-md">
              {host.policyText.map((line) => (
                <li key={line}>
                  <HostText>{line}</HostText>
                </li>
              ))}
            </ul>
            <p className="text-sm text-text-3">
              Decided by <span className="font-mono">/etc/stowage/policy.yaml</span> on the host, owned by root. Only someone with
              access to that host can change it; this server cannot.
            </p>
          </div>
        </Panel>
        <Panel title="Agent and engine">
          <FactList
            facts={[
              ['Agent', host.agentVersion],
              ['Added', <Moment key="added" at={host.enrolledAt} />],
              [
                'Key fingerprint',
                <span key="key" className="flex items-start gap-1">
                  <span className="font-mono">{groupedHex(host.keyFingerprint)}</span>
                  <span className="-my-1">
                    <CopyButton text={host.keyFingerprint} label="Copy the fingerprint" />
                  </span>
                </span>,
              ],
              ['Clock', clockText(host.clockOffsetMs)],
              ['Hostname', host.hostname],
              ['Docker', host.engineVersion ? `${host.engineVersion}, API ${host.apiVersion ?? 'unknown'}` : 'Unknown'],
              ['Storage driver', host.storageDriver ?? 'Unknown'],
              ['Data directory', host.dataRoot ?? 'Unknown'],
              ['System', [host.os, host.arch].filter(Boolean).join(', ') || 'Unknown'],
            ]}
          />
        </Panel>
      </div>
      <Panel title="Engine facts" meta="as last reported">
        {host.engine ? (
          <CodeBlock text={JSON.stringify(host.engine, null, 2)} label="Copy the facts" />
        ) : (
          <p>Not reported yet.</p>
        )}
      </Panel>
    </div>
  )
}
