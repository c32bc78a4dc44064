import type { ContainerRow } from '@stowage/domain/container'
import { formatBytes } from '@stowage/domain/format'
import type { VolumeRow } from '@stowage/domain/volume'
import clsx from 'clsx'
import { Database, FolderTree, HardDrive, Layers, Lock, MemoryStick, PenLine } from 'lucide-react'
import { Bytes } from '@/components/ui/bytes.tsx'
import { Copyable } from '@/components/ui/copyable.tsx'
import { type Icon, iconProps } from '@/components/ui/icon.ts'
import { Link } from '@/components/ui/link.tsx'
import { Mono } from '@/components/ui/text.tsx'
import { Time } from '@/components/ui/time.tsx'
import { shortHex } from '@/lib/short-hex.ts'
import { shortName } from '@/lib/short-name.ts'
import { type Fate, type MountLine, measureText, mountLines } from './what-survives.ts'

type Container = ContainerRow & { volumes: VolumeRow[] }

const fates: Record<Fate, { word: string; className: string }> = {
  stays: { word: 'Survives', className: 'bg-in-use-bg text-in-use' },
  'left-behind': { word: 'Left behind', className: 'bg-orphaned-bg text-orphaned' },
  host: { word: 'Survives on the host', className: 'bg-in-use-bg text-in-use' },
  image: { word: 'Read only', className: 'bg-unknown-bg text-unknown' },
  lost: { word: 'Lost on stop', className: 'bg-unreachable-bg text-unreachable' },
}
const icons: Record<Fate, Icon> = { stays: Database, 'left-behind': Database, host: FolderTree, image: Layers, lost: MemoryStick }

/**
 * The two kinds of data as a picture: what dies with the container (its layer, on top of the shared image), then what has a life of
 * its own.
 */
export function DataStack({ container }: { container: Container }) {
  const lines = mountLines(container.mounts)
  return (
    <div className="flex flex-col gap-4">
      <Group title="Dies with the container" hint="the root file system that the container sees">
        <Block
          icon={container.readonlyRootfs ? Lock : PenLine}
          title="Writable layer"
          fate={
            container.readonlyRootfs
              ? { word: 'Read only', className: 'bg-unknown-bg text-unknown' }
              : { word: 'Lost when recreated', className: 'bg-unreachable-bg text-unreachable' }
          }
          figure={container.readonlyRootfs ? '—' : <LayerBytes container={container} />}
        >
          <p>
            {container.readonlyRootfs ? 'The root file system is read-only: nothing is written here.' : layerSentence(container)}
          </p>
          {container.layerPath ? (
            <span className="text-text-3">
              <Copyable text={container.layerPath} label="Copy the path" />
            </span>
          ) : (
            <span className="text-text-3">Path not told by the engine: managed by its store.</span>
          )}
          <span className="text-text-3">Storage driver {container.storageDriver}</span>
        </Block>
        <Block icon={Layers} title="Image" sub fate={{ word: 'Shared, read only', className: 'bg-unknown-bg text-unknown' }}>
          <span>
            <Mono>{shortHex(container.image)}</Mono>
            {container.imageBytes === null ? null : ` · ${formatBytes(container.imageBytes)}`}
          </span>
          <span className="text-text-3">
            Not counted here: containers of the same image share it. A file that is changed is copied up into the layer first.
          </span>
        </Block>
      </Group>
      <Group
        title="Has a life of its own"
        hint={lines.length === 0 ? undefined : lines.length === 1 ? '1 mount' : `${lines.length} mounts`}
      >
        {lines.length === 0 ? (
          <p className="px-4 py-3 text-md text-text-2">
            Nothing: no volume, host path or memory is mounted. All its data is in the writable layer.
          </p>
        ) : (
          lines.map((line) => (
            <MountBlock
              key={line.mount.destination}
              line={line}
              volume={container.volumes.find((each) => each.id === line.mount.volumeId)}
            />
          ))
        )}
      </Group>
    </div>
  )
}

function layerSentence(container: Container): string {
  if (container.layerBytes === null) return `Unknown: ${container.layerReason ?? 'not measured yet'}.`.replace(/\.\.$/, '.')
  if (container.layerBytes === 0) return 'Nothing was written outside volumes.'
  return `Written outside volumes; ${measureText(container.layerMeasure)}.`
}

const LayerBytes = ({ container }: { container: Container }) => (
  <span className="flex flex-col items-end">
    <span className="text-lg font-semibold">
      {container.layerPartial && container.layerBytes !== null ? '≥ ' : ''}
      <Bytes bytes={container.layerBytes} reason={container.layerReason} />
    </span>
    {container.layerBytes !== null && container.layerMeasuredAt ? (
      <span className="text-sm text-text-3">
        <Time at={container.layerMeasuredAt} />
      </span>
    ) : null}
  </span>
)

function MountBlock({ line, volume }: { line: MountLine; volume: VolumeRow | undefined }) {
  const { mount } = line
  const name = mount.name ? shortName(mount.name) : null
  return (
    <Block
      icon={mount.type === 'bind' ? HardDrive : icons[line.fate]}
      title={line.word}
      fate={fates[line.fate]}
      figure={volume ? <Bytes bytes={volume.sizeBytes} reason={volume.sizeReason} /> : undefined}
    >
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Mono className="font-medium text-text">{mount.destination}</Mono>
        <span aria-hidden className="text-text-3">
          ←
        </span>
        <span className="sr-only">comes from</span>
        {name && mount.volumeId ? (
          <Link href={`/volume?id=${mount.volumeId}`} className="font-mono">
            {name}
          </Link>
        ) : (
          <Mono>{name ?? (mount.source === '' ? 'memory' : shortHex(mount.source))}</Mono>
        )}
        <span className="text-text-3">{mount.rw ? 'read and write' : 'read only'}</span>
      </p>
      <span className="text-text-3">{line.text}</span>
    </Block>
  )
}

const Group = ({ title, hint, children }: { title: string; hint?: string | undefined; children: React.ReactNode }) => (
  <section className="overflow-hidden rounded-md border border-border bg-surface">
    <header className="flex min-h-10 flex-wrap items-center gap-x-2 border-b border-border px-4 py-1.5">
      <h2 className="text-md font-semibold">{title}</h2>
      {hint ? <span className="text-sm text-text-3">{hint}</span> : null}
    </header>
    {children}
  </section>
)

interface BlockProps {
  icon: Icon
  title: string
  fate: { word: string; className: string }
  figure?: React.ReactNode
  /** Lies below the block before it. */
  sub?: boolean
  children: React.ReactNode
}

const Block = ({ icon: Glyph, title, fate, figure, sub = false, children }: BlockProps) => (
  <div className={clsx('flex gap-3 border-border px-4 py-3 not-last:border-b', sub && 'bg-bg')}>
    <Glyph {...iconProps} className="mt-0.5 shrink-0 text-text-3" />
    <div className="flex min-w-0 grow flex-col gap-1 text-base text-text-2">
      <p className="flex flex-wrap items-center gap-2">
        <span className="text-md font-medium text-text">{title}</span>
        <span className={clsx('rounded-sm px-1.5 text-sm leading-5 font-medium', fate.className)}>{fate.word}</span>
      </p>
      {children}
    </div>
    {figure === undefined ? null : <div className="shrink-0 text-right text-md font-medium">{figure}</div>}
  </div>
)
