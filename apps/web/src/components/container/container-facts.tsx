import type { ContainerRow } from '@stowage/domain/container'
import { formatBytes } from '@stowage/domain/format'
import { Moment } from '@/components/time/moment.tsx'
import { Copyable } from '@/components/ui/copyable.tsx'
import { FactList } from '@/components/ui/fact-list.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { HostText } from '@/components/ui/text.tsx'

const moment = (at: Date | null) => (at ? <Moment at={at} /> : '—')

export function ContainerFacts({ container }: { container: ContainerRow }) {
  const labels = Object.entries(container.labels)
  return (
    <div className="flex flex-col gap-4">
      <Panel title="State">
        <FactList
          facts={[
            ['Status', `${container.state}${container.exitCode === null ? '' : `, exit code ${container.exitCode}`}`],
            ['Created', moment(container.createdAt)],
            ['Started', moment(container.startedAt)],
            ['Stopped', moment(container.finishedAt)],
            ['Restart policy', container.restartPolicy || 'no'],
            [
              'Log',
              `${container.logDriver || 'unknown driver'}, ${container.logBytes === null ? 'size unknown' : formatBytes(container.logBytes)}`,
            ],
            ['Id', <Copyable key="id" text={container.containerId} label="Copy the full id" />],
          ]}
        />
      </Panel>
      <Panel title="Labels" meta={labels.length > 0 ? labels.length : undefined}>
        {labels.length === 0 ? (
          <p className="text-text-2">None.</p>
        ) : (
          <ul className="flex max-h-96 flex-col gap-1 overflow-auto scroll-thin">
            {labels.map(([key, value]) => (
              <li key={key} className="text-sm">
                <span className="line-clamp-4 font-mono [overflow-wrap:anywhere]">
                  <span className="text-text-2">
                    <HostText>{key}</HostText>
                  </span>
                  ={value ? <HostText>{value}</HostText> : null}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  )
}
