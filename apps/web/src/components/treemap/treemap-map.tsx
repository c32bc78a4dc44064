'use client'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { SpacePatterns } from '../capacity/space-patterns.tsx'
import { segmentLooks } from '../capacity/space-words.ts'
import { layOut } from './lay-out.ts'
import { nearestTile } from './nearest-tile.ts'
import { type SpaceNode, shareText } from './space-node.ts'
import { TreemapTile } from './treemap-tile.tsx'

export interface MapProps {
  root: SpaceNode
  height: number
  /** What the areas stand for: "Space on web-07". */
  label: string
  marked: string | null
  onMark: (id: string | null) => void
  onOpen: (node: SpaceNode) => void
}

/** The picture: one tab stop, arrow keys go from area to area, Enter opens. */
export default function TreemapMap({ root, height, label, marked, onMark, onOpen }: MapProps) {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const patterns = useId()
  useEffect(() => {
    const element = box.current
    if (!element) return
    const watch = new ResizeObserver(() => setWidth(element.clientWidth))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  const tiles = useMemo(() => (width > 0 ? layOut(root, width, height) : []), [root, width, height])
  const [focused, setFocused] = useState<string | null>(null)
  const stop = Math.max(
    0,
    tiles.findIndex(({ node }) => node.id === focused),
  )

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const tile = tiles[index]
    if (!tile) return
    if (event.key === 'Enter' || event.key === ' ') {
      if (!canOpen(tile.node)) return
      onOpen(tile.node)
    } else {
      const next = nearestTile(tiles, index, event.key)
      if (next === undefined) return
      box.current?.querySelector<SVGGElement>(`[data-tile="${next}"]`)?.focus()
    }
    event.preventDefault()
  }

  return (
    <div ref={box} style={{ height }} className="w-full overflow-hidden">
      {/* biome-ignore lint/a11y/useSemanticElements: areas of a drawing */}
      <svg width={width} height={height} role="group" aria-label={label} className="block" onPointerLeave={() => onMark(null)}>
        <SpacePatterns id={patterns} />
        {tiles.map((tile, index) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: its role is a button's or an image's
          <g
            key={tile.node.id}
            role={canOpen(tile.node) ? 'button' : 'img'}
            tabIndex={index === stop ? 0 : -1}
            data-tile={index}
            data-tip={`${tile.node.name}\n${tile.node.text} · ${shareText(tile.node.bytes, root.bytes)}`}
            aria-label={`${tile.node.name}, ${tile.node.text}, ${shareText(tile.node.bytes, root.bytes)} of ${root.name}, ${segmentLooks[tile.node.kind].word}`}
            onKeyDown={(event) => onKeyDown(event, index)}
            onClick={() => canOpen(tile.node) && onOpen(tile.node)}
            onFocus={() => {
              setFocused(tile.node.id)
              onMark(tile.node.id)
            }}
            onBlur={() => onMark(null)}
            onPointerEnter={() => onMark(tile.node.id)}
            className={canOpen(tile.node) ? 'cursor-pointer outline-none' : 'outline-none'}
          >
            <TreemapTile tile={tile} patterns={patterns} marked={marked === tile.node.id} />
          </g>
        ))}
      </svg>
    </div>
  )
}

const canOpen = ({ href, children }: SpaceNode) => href !== null || children.length > 0
