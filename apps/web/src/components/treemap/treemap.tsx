'use client'
import { ChevronRight } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { iconProps } from '../ui/icon.ts'
import { PartSkeleton } from '../ui/skeleton.tsx'
import { HostText } from '../ui/text.tsx'
import { findPath, type SpaceNode, trimmed } from './space-node.ts'
import { TreemapTable } from './treemap-table.tsx'

const mapHeight = 420
const TreemapMap = dynamic(() => import('./treemap-map.tsx'), {
  ssr: false,
  loading: () => <PartSkeleton className="h-[420px]" />,
})

interface Props {
  root: SpaceNode
  label: string
  noun: string
  files?: boolean
}

/** A map of areas and its table, marked together; a press on a part goes into it, and the line above leads back. */
export function Treemap({ root, label, noun, files = false }: Props) {
  const router = useRouter()
  const [inside, setInside] = useState(root.id)
  const [marked, setMarked] = useState<string | null>(null)
  const path = findPath(root, inside) ?? [root]
  const at = path.at(-1) ?? root
  const shown = useMemo(() => trimmed(at), [at])
  const open = (node: SpaceNode) => {
    setMarked(null)
    if (node.children.length > 0) setInside(node.id)
    else if (node.href) router.push(node.href)
  }
  const twin = { root: shown, label, marked, onMark: setMarked, onOpen: open }
  return (
    <div className="flex flex-col gap-3">
      <nav aria-label="Where in it" className="flex min-h-6 flex-wrap items-center gap-1 text-base text-text-2">
        {path.map((node, index) => (
          <span key={node.id} className="flex min-w-0 items-center gap-1">
            {index > 0 ? <ChevronRight {...iconProps} size={14} className="shrink-0 text-text-3" /> : null}
            {index === path.length - 1 ? (
              <span aria-current="true" className="min-w-0 font-medium text-text [overflow-wrap:anywhere]">
                <HostText>{node.name}</HostText> <span className="font-normal text-text-3">{node.text}</span>
              </span>
            ) : (
              <button
                type="button"
                onClick={() => setInside(node.id)}
                className="rounded-sm text-link hover:underline touch:min-h-11"
              >
                <HostText>{node.name}</HostText>
              </button>
            )}
          </span>
        ))}
      </nav>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="min-w-0">
          <TreemapMap {...twin} height={mapHeight} />
        </div>
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls by keyboard
          tabIndex={0}
          aria-label={`${label}, as a table`}
          className="max-h-[420px] min-w-0 overflow-auto rounded-md border border-border scroll-thin"
        >
          <TreemapTable {...twin} noun={noun} files={files} />
        </section>
      </div>
    </div>
  )
}
