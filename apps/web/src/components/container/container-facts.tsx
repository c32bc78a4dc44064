import type { ContainerRow } from '@stowage/domain/container'
import { formatBytes } from '@stowage/domain/format'
import { Moment } from '@/components/time/moment.tsx'
import { Copyable } from '@/components/ui/copyable.tsx'
import { FactList } from '@/components/ui/fact-list.tsx'
import { Pairs } from '@/components/ui/pairs.tsx'
import { Panel } from '@/components/ui/panel.tsx'

const moment = (at: Date | null) => (at ? <Moment at={at} /> : '—')

export function ContainerFacts({ container }: { container: ContainerRow }) {
  const labels = Object.keys(container.labels).length
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
            ['Log driver', container.logDriver || 'Unknown'],
            [
              'Log files',
              container.logBytes === null
                ? `Unknown: ${container.logReason ?? 'not measured'}`
                : `${formatBytes(container.logBytes)}, beside the layer and gone with the container`,
            ],
            ['Id', <Copyable key="id" text={container.containerId} label="Copy the full id" />],
          ]}
        />
      </Panel>
      <Panel title="Labels" meta={labels > 0 ? labels : undefined}>
        {labels === 0 ? (
          <p className="text-text-2">None.</p>
        ) : (
          <div className="max-h-96 overflow-auto scroll-thin">
            <Pairs of={container.labels} label="label" />
          </div>
        )}
      </Panel>
    </div>
  )
}
