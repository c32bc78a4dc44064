'use client'
import type { ContainerRow } from '@stowage/domain/container'
import { copyUpWords } from '@stowage/domain/copy-up'
import { lazy, Suspense, useState } from 'react'
import { ChangesPanel } from '../layer-tree/changes-panel.tsx'
import type { TreeNode } from '../layer-tree/tree-node.ts'
import { adviceText, isCovered, volumePathOf } from '../layer-tree/tree-words.ts'

const PathDialog = lazy(() => import('./path-dialog.tsx'))

/** The tree of changes with what to do about each path. */
export function LayerSection({ container }: { container: ContainerRow }) {
  const [shown, setShown] = useState<TreeNode | null>(null)
  const advice = (node: TreeNode) => {
    if (volumePathOf(node) && isCovered(node)) return <span className="text-text-3">with its folder</span>
    const button = volumePathOf(node) ? 'Suggest volume' : copyUpWords(node) ? 'Copied up whole: why?' : null
    if (button === null) return adviceText(node) ?? <span className="text-text-3">—</span>
    return (
      <button
        type="button"
        tabIndex={-1}
        onClick={() => setShown(node)}
        className="rounded-sm text-link hover:underline touch:min-h-11"
      >
        {button}
      </button>
    )
  }
  return (
    <>
      <ChangesPanel container={container} advice={advice} onAct={setShown} />
      {shown ? (
        <Suspense>
          <PathDialog container={container} node={shown} partial={container.layerPartial} onClose={() => setShown(null)} />
        </Suspense>
      ) : null}
    </>
  )
}
