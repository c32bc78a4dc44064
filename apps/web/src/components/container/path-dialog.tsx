'use client'
import type { ContainerRow } from '@stowage/domain/container'
import { copyUpWords } from '@stowage/domain/copy-up'
import type { TreeNode } from '../layer-tree/tree-node.ts'
import { adviceText, changeWords, classWords, nodeBytes, volumePathOf } from '../layer-tree/tree-words.ts'
import { Button } from '../ui/button.tsx'
import { Copyable } from '../ui/copyable.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FactList } from '../ui/fact-list.tsx'
import { FixTexts } from './fix-texts.tsx'

interface Props {
  container: ContainerRow
  node: TreeNode
  partial: boolean
  onClose: () => void
}

/** One changed path: what it is, why it is so large, and where it should live. */
export default function PathDialog({ container, node, partial, onClose }: Props) {
  const change = node.change ? changeWords[node.change] : null
  const path = volumePathOf(node)
  const copyUp = copyUpWords(node)
  const advice = adviceText(node)
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => open || onClose()}
      title={path ? 'Suggest a volume' : 'Changed path'}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="flex flex-col gap-4">
        <FactList
          facts={[
            ['Path', <Copyable key="path" text={node.path} label="Copy the path" />],
            ['Kind', change ? `${change.word}: ${change.hint}` : 'a folder on the way to changed paths'],
            ['Bytes', nodeBytes(node, partial)],
            ...(node.class ? [['Class', `${classWords[node.class]}, told by the words of the path`] as const] : []),
            ...(copyUp ? [['Why so large', copyUp] as const] : []),
            ...(advice && !path ? [['Advice', `${advice}.`] as const] : []),
          ]}
        />
        {path ? <FixTexts container={container} path={path} /> : null}
      </div>
    </Dialog>
  )
}
