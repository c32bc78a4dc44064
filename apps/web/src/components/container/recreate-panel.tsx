'use client'
import type { ContainerRow } from '@stowage/domain/container'
import { formatBytes } from '@stowage/domain/format'
import { visibleText } from '@stowage/domain/visible-text'
import clsx from 'clsx'
import { useState } from 'react'
import { lostReasonText } from '../containers/container-words.ts'
import { MeasureLayers } from '../containers/measure-layers.tsx'
import { isSilent } from '../host/host-words.ts'
import { Panel } from '../ui/panel.tsx'
import { HostText } from '../ui/text.tsx'
import { Time } from '../ui/time.tsx'
import { FixTexts } from './fix-texts.tsx'
import { goneText, recreateText } from './what-survives.ts'

/** What a new container of the same definition would not have, and the patch that would keep it. */
export function RecreatePanel({ container }: { container: ContainerRow }) {
  const { lostPaths, lostBytes, layerBytes, layerMeasuredAt, removedAt, readonlyRootfs } = container
  const [chosen, setChosen] = useState<string | null>(null)
  const path = lostPaths.find((each) => each.path === chosen)?.path ?? lostPaths[0]?.path
  return (
    <Panel
      title={removedAt ? 'Lost with it' : 'Lost if recreated'}
      meta={
        layerBytes !== null && layerMeasuredAt ? (
          <>
            measured <Time at={layerMeasuredAt} />
          </>
        ) : undefined
      }
      actions={
        removedAt ? null : (
          <MeasureLayers
            ids={[container.id]}
            measuring={container.measuring}
            reason={
              isSilent(container.hostState) ? `${container.host} does not report. Nothing can be measured there now.` : null
            }
          />
        )
      }
    >
      <div className="flex flex-col gap-4">
        <p className={clsx('text-lg font-semibold', !lostBytes && 'font-medium')}>
          <HostText>{removedAt ? goneText(container) : recreateText(container)}</HostText>
        </p>
        {lostBytes === null && !readonlyRootfs ? <p className="text-base text-text-2">{lostReasonText(container)}</p> : null}
        {path !== undefined && lostBytes ? (
          <div className="grid grid-cols-1 gap-x-8 gap-y-4 lg:grid-cols-2">
            <LostPaths container={container} path={path} onChoose={setChosen} />
            <FixTexts container={container} path={path} />
          </div>
        ) : null}
      </div>
    </Panel>
  )
}

interface PathsProps {
  container: ContainerRow
  path: string
  onChoose: (path: string) => void
}

function LostPaths({ container, path, onChoose }: PathsProps) {
  const { lostPaths, lostBytes } = container
  const rest = (lostBytes ?? 0) - lostPaths.reduce((sum, each) => sum + each.bytes, 0)
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1 text-base text-text-2">Where it lies; choose what to put on a volume</legend>
      {lostPaths.map((each) => (
        <label
          key={each.path}
          className="flex min-h-9 cursor-pointer items-center gap-3 rounded-sm px-2 hover:bg-hover has-checked:bg-selected touch:min-h-11"
        >
          <input
            type="radio"
            name="lost-path"
            checked={each.path === path}
            onChange={() => onChoose(each.path)}
            className="size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0 grow truncate font-mono text-sm" data-tip={visibleText(each.path)}>
            <HostText>{each.path}</HostText>
          </span>
          <svg aria-hidden="true" className="h-1.5 w-24 shrink-0 rounded-full bg-sunken max-sm:hidden">
            <rect
              width={`${Math.max(2, lostBytes ? (each.bytes / lostBytes) * 100 : 0)}%`}
              height="100%"
              rx="3"
              className="fill-chart-layers"
            />
          </svg>
          <span className="w-20 shrink-0 text-right font-medium">{formatBytes(each.bytes)}</span>
        </label>
      ))}
      {rest > 0 ? <p className="px-2 pt-1 text-sm text-text-3">and {formatBytes(rest)} in smaller paths</p> : null}
    </fieldset>
  )
}
