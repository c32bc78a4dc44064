'use client'
import type { Tree } from '@stowage/domain/reading'
import { type ReactNode, useMemo, useState } from 'react'
import { Checkbox } from '../ui/checkbox.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Strip } from '../ui/strip.tsx'
import { LayerTree } from './layer-tree.tsx'
import type { TreeNode } from './tree-node.ts'
import { treeNotes } from './tree-notes.ts'
import { treeOf } from './tree-of.ts'
import { hiddenText } from './tree-words.ts'

interface Props {
  name: string
  tree: Tree
  advice: (node: TreeNode) => ReactNode
  onAct: (node: TreeNode) => void
}

/** A finished reading: what it leaves out, what is hidden, and the tree. */
export function ChangesView({ name, tree, advice, onAct }: Props) {
  const [hide, setHide] = useState(true)
  const shown = useMemo(() => treeOf(tree.entries, hide), [tree, hide])
  const hidden = hiddenText(shown.hidden)
  const notes = treeNotes(tree)
  if (tree.entries.length === 0)
    return <EmptyState>Nothing was written outside volumes. The container sees its image as it was made.</EmptyState>
  return (
    <>
      {notes.length > 0 ? (
        <div className="px-4 pt-3">
          <Strip>{notes.join(' ')}</Strip>
        </div>
      ) : null}
      <div className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 border-b border-border px-4 py-1.5 text-base">
        <Checkbox checked={hide} onChange={setHide}>
          Hide log, cache and temp
        </Checkbox>
        {hidden ? <span className="text-text-3">{hidden}</span> : null}
      </div>
      {shown.roots.length === 0 ? (
        <EmptyState>Only logs, caches and temporary files were written here. Untick the box to see them.</EmptyState>
      ) : (
        <LayerTree
          key={String(hide)}
          label={`Changed paths of ${name}`}
          roots={shown.roots}
          all={tree.bytes}
          partial={tree.partial}
          advice={advice}
          onAct={onAct}
        />
      )}
    </>
  )
}
