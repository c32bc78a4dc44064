import { visibleText } from '@stowage/domain/visible-text'
import clsx from 'clsx'
import { ChevronRight, File, Folder, FolderOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { iconProps } from '../ui/icon.ts'
import { HostText } from '../ui/text.tsx'
import type { TreeNode } from './tree-node.ts'
import { changeWords, classWords, nodeBytes, nodeShare } from './tree-words.ts'

interface Props {
  node: TreeNode
  id: string
  line: number
  open: boolean
  active: boolean
  /** All bytes of the layer. */
  all: number | null
  partial: boolean
  advice: ReactNode
  top: number | null
  height: number
}

/** Of head and rows; on phones a row has two lines. */
export const treeColumns =
  'grid grid-cols-[minmax(200px,1fr)_84px_92px_128px_64px_minmax(150px,190px)] gap-x-3 max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:content-center'

/** Beyond this the indent stays, so that deep paths keep room for their names. */
const indentMax = 12

/** One path. On phones two lines: the name with its bytes, then what it is. */
export function TreeRow({ node, id, line, open, active, all, partial, advice, top, height }: Props) {
  const folder = node.children.length > 0
  const Glyph = node.type !== 'directory' ? File : open ? FolderOpen : Folder
  const change = node.change ? changeWords[node.change] : null
  const siblings = node.parent?.children
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements: the tree takes focus and names the active line
    <div
      role="row"
      id={id}
      data-line={line}
      aria-level={node.level}
      aria-expanded={folder ? open : undefined}
      aria-posinset={siblings ? siblings.indexOf(node) + 1 : undefined}
      aria-setsize={siblings?.length}
      aria-selected={active}
      style={top === null ? { height } : { height, transform: `translateY(${top}px)` }}
      className={clsx(
        treeColumns,
        'items-center border-b border-border px-3 text-base',
        top !== null && 'absolute inset-x-0 top-0',
        active
          ? 'bg-hover group-focus-visible/tree:outline-2 group-focus-visible/tree:-outline-offset-2 group-focus-visible/tree:outline-focus'
          : 'bg-surface hover:bg-hover',
      )}
    >
      <Cell className="flex items-center gap-1.5" style={{ paddingLeft: (Math.min(node.level, indentMax) - 1) * 16 }}>
        <span data-toggle={folder || undefined} className={clsx('shrink-0 rounded-sm', folder && 'cursor-pointer')}>
          <ChevronRight {...iconProps} size={14} className={clsx(!folder && 'invisible', open && 'rotate-90')} />
        </span>
        <Glyph {...iconProps} size={14} className="shrink-0 text-text-3" />
        <span
          data-tip={visibleText(node.path)}
          className={clsx('truncate font-mono text-sm', node.change === 'deleted' && 'text-text-3 line-through')}
        >
          <HostText>{node.name}</HostText>
        </span>
      </Cell>
      <Cell className="max-sm:order-3 max-sm:pl-10">
        {change ? (
          <span data-tip={change.hint} className={clsx('whitespace-nowrap', change.className)}>
            <span aria-hidden className="inline-block w-4 font-mono font-semibold">
              {change.sign}
            </span>
            {change.word}
          </span>
        ) : (
          <span className="text-text-3">—</span>
        )}
      </Cell>
      <Cell className={clsx('text-right font-medium max-sm:order-2', nodeBytes(node, partial) === 'Unknown' && 'text-text-3')}>
        {nodeBytes(node, partial)}
      </Cell>
      <Cell className="max-sm:hidden">
        <Share share={nodeShare(node, all)} />
      </Cell>
      <Cell className="text-text-2 max-sm:hidden">{node.class ? classWords[node.class] : '—'}</Cell>
      <Cell className="min-w-0 truncate text-text-2 max-sm:order-4 max-sm:text-right">{advice}</Cell>
    </div>
  )
}

const Cell = ({ className, style, children }: { className?: string; style?: React.CSSProperties; children: ReactNode }) => (
  // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements: as above
  <div role="gridcell" className={clsx('min-w-0', className)} style={style}>
    {children}
  </div>
)

const Share = ({ share }: { share: number | null }) =>
  share === null ? (
    <span className="block text-right text-text-3">—</span>
  ) : (
    <span className="flex items-center gap-2">
      <svg aria-hidden="true" className="h-1.5 min-w-0 grow rounded-full bg-sunken">
        <rect width={`${Math.max(share * 100, share > 0 ? 2 : 0)}%`} height="100%" rx="3" className="fill-chart-layers" />
      </svg>
      <span className="w-12 shrink-0 text-right text-text-2">{shareText(share)}</span>
    </span>
  )

const shareText = (share: number) => (share > 0 && share < 0.001 ? '< 0.1 %' : `${(share * 100).toFixed(1)} %`)
