'use client'
import type { ContainerRow } from '@stowage/domain/container'
import { copyUpWords } from '@stowage/domain/copy-up'
import { lazy, Suspense, useRef, useState } from 'react'
import { ChangesPanel } from '../layer-tree/changes-panel.tsx'
import type { TreeNode } from '../layer-tree/tree-node.ts'
import { adviceText, isCovered, volumePathOf } from '../layer-tree/tree-words.ts'

const PathDialog = lazy(() => import('./path-dialog.tsx'))

/** The tree of changes with what to do about each path. */
export function LayerSection({ container }: { container: ContainerRow }) {
  const [shown, setShown] = useState<TreeNode | null>(null)
  const opener = useRef<Element | null>(null)
  const open = (node: TreeNode) => {
    opener.current = document.activeElement?.closest('[role=treegrid]') ?? null
    setShown(node)
  }
  const close = () => {
    setShown(null)
    // The dialog has no trigger of its own to go back to.
    setTimeout(() => opener.current instanceof HTMLElement && opener.current.focus())
  }
  const advice = (node: TreeNode) => {
    if (volumePathOf(node) && isCovered(node)) return <span className="text-text-3">with its folder</span>
    const button = volumePathOf(node) ? 'Suggest volume' : copyUpWords(node) ? 'Copied up whole: why?' : null
    if (button === null) return adviceText(node) ?? <span className="text-text-3">—</span>
    return (
      <button
        type="button"
        tabIndex={-1}
        onClick={() => open(node)}
        className="rounded-sm text-link hover:underline touch:min-h-11"
      >
        {button}
      </button>
    )
  }
  return (
    <>
      <ChangesPanel container={container} advice={advice} onAct={open} />
      {shown ? (
        <Suspense>
          <PathDialog container={container} node={shown} partial={container.layerPartial} onClose={close} />
        </Suspense>
      ) : null}
    </>
  )
}
