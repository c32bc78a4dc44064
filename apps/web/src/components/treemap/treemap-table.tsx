'use client'
import clsx from 'clsx'
import { SegmentFill } from '../capacity/segment-fill.tsx'
import { Link } from '../ui/link.tsx'
import { MiddleCut } from '../ui/text.tsx'
import { listed, type SpaceNode, shareText } from './space-node.ts'

interface Props {
  root: SpaceNode
  label: string
  /** Heading of the first column: "Directory", "Space". */
  noun: string
  /** Also a column of files. */
  files: boolean
  marked: string | null
  onMark: (id: string | null) => void
  onOpen: (node: SpaceNode) => void
}

const head = 'sticky top-0 z-10 h-8 border-b border-border bg-surface px-3 text-sm font-medium whitespace-nowrap text-text-3'

/** The map as a table: the same areas, in the same order, marked together. */
export function TreemapTable({ root, label, noun, files, marked, onMark, onOpen }: Props) {
  return (
    <table className="w-full table-fixed border-collapse text-left text-base" onPointerLeave={() => onMark(null)}>
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr>
          <th scope="col" className={clsx(head, 'pl-4')}>
            {noun}
          </th>
          <th scope="col" className={clsx(head, 'w-32 text-right')}>
            Size
          </th>
          {files ? (
            <th scope="col" className={clsx(head, 'w-24 text-right max-sm:hidden')}>
              Files
            </th>
          ) : null}
          <th scope="col" className={clsx(head, 'w-18 pr-4 text-right')}>
            Share
          </th>
        </tr>
      </thead>
      <tbody>
        {listed(root).map(({ node, depth }) => (
          <tr
            key={node.id}
            data-depth={depth}
            onPointerEnter={() => onMark(node.id)}
            onFocus={() => onMark(node.id)}
            className={clsx('border-border not-last:border-b', marked === node.id ? 'bg-selected' : undefined)}
          >
            <td className={clsx('h-[34px] py-1 pr-3 touch:h-11', depth === 1 ? 'pl-4' : 'pl-8')}>
              <span className="flex min-w-0 items-center gap-2">
                {depth === 1 || node.kind === 'unmeasured' ? (
                  <span className="block size-3 shrink-0 overflow-hidden rounded-sm">
                    <SegmentFill kind={node.kind} />
                  </span>
                ) : null}
                <Name node={node} depth={depth} onOpen={onOpen} />
              </span>
            </td>
            <td className="px-3 text-right whitespace-nowrap">{node.text}</td>
            {files ? (
              <td className="px-3 text-right whitespace-nowrap text-text-2 max-sm:hidden">
                {node.files === null ? '—' : node.files.toLocaleString('en')}
              </td>
            ) : null}
            <td className="pr-4 pl-3 text-right whitespace-nowrap text-text-2">{shareText(node.bytes, root.bytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Name({ node, depth, onOpen }: { node: SpaceNode; depth: 1 | 2; onOpen: (node: SpaceNode) => void }) {
  const text = <MiddleCut text={node.name} className={clsx(depth === 1 && node.children.length > 0 && 'font-medium')} />
  if (node.href)
    return (
      <Link href={node.href} className="flex min-w-0">
        {text}
      </Link>
    )
  if (node.children.length === 0) return text
  return (
    <button type="button" onClick={() => onOpen(node)} className="flex min-w-0 rounded-sm text-left hover:underline">
      {text}
    </button>
  )
}
