import type { TreeEntry } from '@stowage/domain/reading'

/** One path of a layer with what lies below it. `bytes` of a folder are those of the paths that are shown. */
export interface TreeNode extends Omit<TreeEntry, 'path'> {
  path: string
  /** Last part of the path. */
  name: string
  /** From 1. */
  level: number
  parent: TreeNode | null
  children: TreeNode[]
  /** Not a changed path itself, only a folder on the way to one. */
  between: boolean
}

export interface ShownTree {
  roots: TreeNode[]
  /** Changed paths in it. */
  paths: number
  /** What "hide log, cache and temp" leaves out; `unknown` of the paths have no size. */
  hidden: { paths: number; bytes: number; unknown: number }
}
