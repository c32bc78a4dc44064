'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useMedia } from '../table/use-media.ts'
import { copyText } from '../ui/copy-text.ts'
import { toast } from '../ui/toast.tsx'
import { openAtFirst, treeLines, treeMove } from './tree-lines.ts'
import type { TreeNode } from './tree-node.ts'
import { TreeRow, treeColumns } from './tree-row.tsx'
import { nodeText } from './tree-words.ts'

interface Props {
  label: string
  roots: readonly TreeNode[]
  /** All bytes of the layer. */
  all: number | null
  partial: boolean
  advice: (node: TreeNode) => ReactNode
  /** Enter on a line. */
  onAct: (node: TreeNode) => void
}

const heads = ['Path', 'Kind', 'Bytes', 'Share', 'Class', 'Advice']
const wholeMax = 60

/** Changed paths as a tree of any size, at most about 60 lines of it in the page. One tab stop; arrows walk, open and close. */
export function LayerTree({ label, roots, all, partial, advice, onAct }: Props) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const isPhone = useMedia('(width < 40rem)')
  const coarse = useMedia('(pointer: coarse)')
  const rowHeight = isPhone ? 56 : coarse ? 44 : 30
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map())
  const first = useMemo(() => openAtFirst(roots), [roots])
  const isOpen = (path: string) => changed.get(path) ?? first.has(path)
  const lines = treeLines(roots, isOpen)
  const [activePath, setActivePath] = useState<string | null>(null)
  const active = lines.findIndex(({ path }) => path === activePath)

  const whole = lines.length <= wholeMax
  const virtual = useVirtualizer({
    count: lines.length,
    enabled: !whole,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height of a line belongs to the kind of screen
  useEffect(() => virtual.measure(), [rowHeight])

  const lineId = (line: number) => `${id}-${line}`
  const setOpen = (path: string, open: boolean) => setChanged(new Map(changed).set(path, open))
  const go = (line: number) => {
    setActivePath(lines[line]?.path ?? null)
    if (whole) document.getElementById(lineId(line))?.scrollIntoView({ block: 'nearest' })
    else virtual.scrollToIndex(line, { align: 'auto' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || lines.length === 0) return
    const at = Math.max(0, active)
    const node = lines[at]
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2)
    const move = treeMove(lines, at, event.key, { isOpen, page })
    if (move && 'to' in move) go(active < 0 ? at : move.to)
    else if (move) setOpen('open' in move ? move.open : move.close, 'open' in move)
    else if (event.key === 'Enter' && node) onAct(node)
    else if (event.key === 'c' && node) void copyText(node.path).then((done) => done && toast('Path copied'))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onClick = ({ target }: MouseEvent) => {
    if (!(target instanceof Element)) return
    const node = lines[Number(target.closest('[data-line]')?.getAttribute('data-line') ?? -1)]
    if (!node) return
    setActivePath(node.path)
    if (target.closest('[data-toggle]')) setOpen(node.path, !isOpen(node.path))
  }

  const items = whole ? lines.map((_, index) => ({ index, start: null })) : virtual.getVirtualItems()
  return (
    <div className="relative">
      <div
        ref={scroller}
        role="treegrid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={lines.length + 1}
        aria-colcount={heads.length}
        aria-activedescendant={active >= 0 ? lineId(active) : undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={({ target }) => {
          const line = target instanceof Element ? target.closest('[data-line]')?.getAttribute('data-line') : null
          const node = line ? lines[Number(line)] : undefined
          if (node && node.children.length > 0) setOpen(node.path, !isOpen(node.path))
        }}
        className="group/tree relative max-h-[min(70vh,640px)] overflow-auto [overflow-anchor:none] [scroll-padding-top:32px] focus-visible:-outline-offset-2 scroll-thin"
      >
        {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above */}
        <div
          role="row"
          aria-rowindex={1}
          className={`${treeColumns} sticky top-0 z-10 h-8 items-center border-b border-border bg-surface px-3 text-sm font-medium text-text-2 max-sm:sr-only`}
        >
          {heads.map((head) => (
            // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above
            <div
              key={head}
              role="columnheader"
              className={head === 'Bytes' || head === 'Share' ? 'text-right' : head === 'Path' ? 'pl-5' : undefined}
            >
              {head}
            </div>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" className="relative" style={whole ? undefined : { height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const node = lines[index]
            return node ? (
              <TreeRow
                key={node.path}
                node={node}
                id={lineId(index)}
                line={index}
                open={isOpen(node.path)}
                active={index === active}
                all={all}
                partial={partial}
                advice={advice(node)}
                top={start}
                height={rowHeight}
              />
            ) : null
          })}
        </div>
      </div>
      <span role="status" className="sr-only">
        {active >= 0 && lines[active] ? nodeText(lines[active], partial) : null}
      </span>
    </div>
  )
}
