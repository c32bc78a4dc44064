import type { VolumeDetail, VolumeUse } from '@stowage/domain/volume'
import { Check, CircleQuestionMark } from 'lucide-react'
import { Moment } from '@/components/time/moment.tsx'
import { ContainerPill } from '@/components/ui/container-pill.tsx'
import { Copyable } from '@/components/ui/copyable.tsx'
import { FactList } from '@/components/ui/fact-list.tsx'
import { iconProps } from '@/components/ui/icon.ts'
import { Link } from '@/components/ui/link.tsx'
import { Pairs } from '@/components/ui/pairs.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { type Column, PlainTable } from '@/components/ui/plain-table.tsx'
import { HostText, Mono } from '@/components/ui/text.tsx'
import { LastUsedBy } from './last-used-by.tsx'
import { SizeFacts } from './size-facts.tsx'
import { referenceKinds } from './use-words.ts'

const columns: Column<VolumeUse>[] = [
  {
    label: 'Container',
    className: 'sm:w-[36%]',
    long: true,
    phone: 'title',
    cell: (use) => (
      <>
        <Link href={`/container?id=${use.containerRowId}`} className="font-mono">
          <HostText>{use.container}</HostText>
        </Link>
        <span className="block text-sm text-text-3">
          <HostText>{use.image}</HostText>
        </span>
      </>
    ),
  },
  {
    label: 'Status',
    phone: 'end',
    cell: (use) => <ContainerPill container={{ state: use.state, exitCode: null, removedAt: null }} />,
  },
  { label: 'At path', long: true, cell: (use) => <Mono>{use.path}</Mono> },
  {
    label: 'Access',
    className: 'text-text-2',
    cell: (use) => `${use.rw ? 'read and write' : 'read only'}${use.how === 'bind' ? ', by a path inside it' : ''}`,
  },
]

/** Containers in every state that reach this data, and on what the verdict rests. */
export function VolumeUses({ volume }: { volume: VolumeDetail }) {
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[5fr_3fr]">
      <div className="flex flex-col gap-4">
        <Panel title="Containers" meta="in every state" flush>
          {volume.usedBy.length === 0 ? (
            <p className="px-4 py-3 text-md text-text-2">
              {volume.removedAt ? 'None: the volume is gone.' : 'No references. What was not checked is listed below.'}
            </p>
          ) : (
            <PlainTable
              caption="Containers that use this volume"
              columns={columns}
              rows={volume.usedBy}
              rowKey={(use) => `${use.containerRowId} ${use.path}`}
            />
          )}
        </Panel>
        {volume.removedAt ? null : (
          <Panel title="References checked">
            <p className="pb-2 text-md">
              <HostText>{volume.stateReason}</HostText>
            </p>
            <ul className="flex flex-col gap-1.5 text-base">
              {referenceKinds(volume).map((each) => (
                <li key={each.kind} className="flex gap-2">
                  {each.checked ? (
                    <Check {...iconProps} className="mt-0.5 shrink-0 text-in-use" />
                  ) : (
                    <CircleQuestionMark {...iconProps} className="mt-0.5 shrink-0 text-text-3" />
                  )}
                  <span>
                    <span className={each.checked ? 'font-medium' : 'font-medium text-text-2'}>{each.kind}</span>{' '}
                    <span className="text-text-3">
                      {each.checked ? '' : 'not checked: '}
                      {each.text}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
      <Panel title="Facts">
        <FactList
          facts={[
            ['Name', <Copyable key="name" text={volume.name} label="Copy the full name" />],
            ['Driver', `${volume.driver}, scope ${volume.scope || 'unknown'}`],
            ['Path on host', volume.mountpoint ? <Copyable key="path" text={volume.mountpoint} label="Copy the path" /> : '—'],
            ['First seen', <Moment key="seen" at={volume.firstSeenAt} />],
            ['Created', volume.createdAt ? <Moment key="created" at={volume.createdAt} /> : 'Unknown: the engine gives no time'],
            [volume.pill === 'in-use' ? 'Last mount' : 'Last used by', <LastUsedBy key="use" volume={volume} />],
            ['On disk', <SizeFacts key="size" volume={volume} />],
            ...(Object.keys(volume.options).length > 0
              ? ([['Options', <Pairs key="options" of={volume.options} label="option" />]] as const)
              : []),
            ['Labels', Object.keys(volume.labels).length > 0 ? <Pairs key="labels" of={volume.labels} label="label" /> : 'None'],
          ]}
        />
      </Panel>
    </div>
  )
}
