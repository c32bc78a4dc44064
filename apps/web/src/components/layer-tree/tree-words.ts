import type { PathClass } from '@stowage/domain/facts'
import type { TreeEntry } from '@stowage/domain/reading'
import { formatCount, formatSum } from '../../lib/format-sum.ts'
import type { ShownTree, TreeNode } from './tree-node.ts'

type Change = NonNullable<TreeEntry['change']>

/** The letters of `docker diff` in words, each with a sign of its own. */
export const changeWords: Readonly<Record<Change, { sign: string; word: string; hint: string; className: string }>> = {
  added: { sign: '+', word: 'added', hint: 'Not in the image: written by this container.', className: 'text-in-use' },
  changed: {
    sign: '~',
    word: 'changed',
    hint: 'In the image too. A file is copied up whole before its first change, also when only its mode or owner changes.',
    className: 'text-stale',
  },
  deleted: {
    sign: '−',
    word: 'deleted',
    hint: 'Hidden by a mark in the layer. The image still holds it, so no space came back.',
    className: 'text-unreachable',
  },
}

export const classWords: Readonly<Record<PathClass, string>> = {
  data: 'Data',
  config: 'Config',
  log: 'Log',
  cache: 'Cache',
  package: 'Package',
  temp: 'Temp',
}

/** "0 B" measured, "Unknown" nobody could read it, "—" deleted. */
export function nodeBytes({ change, bytes }: Pick<TreeNode, 'change' | 'bytes'>, partial: boolean): string {
  if (change === 'deleted') return '—'
  if (bytes === null) return 'Unknown'
  return formatSum(bytes, partial ? 1 : 0)
}

/** Share of all bytes of the layer, from 0 to 1; null where there is none to tell. */
export const nodeShare = ({ change, bytes }: Pick<TreeNode, 'change' | 'bytes'>, all: number | null): number | null =>
  change === 'deleted' || bytes === null || !all ? null : Math.min(1, bytes / all)

const advice: Readonly<Record<PathClass, string>> = {
  data: 'Put it on a volume',
  config: 'Mount it from the host',
  log: 'Log to stdout',
  cache: 'Keep it in memory (tmpfs)',
  package: 'Install it in the image',
  temp: 'Keep it in memory (tmpfs)',
}

const keeps: readonly PathClass[] = ['data', 'log', 'config']

/**
 * The folder that should be a volume so that this path outlives its container: itself, or what a file lies in. Null for what may go, for
 * what the image brings, and for the root, which no volume can be.
 */
export function volumePathOf({ change, class: pathClass, type, path }: TreeNode): string | null {
  if (change !== 'added' || pathClass === null || !keeps.includes(pathClass)) return null
  const folder = type === 'directory' ? path : path.slice(0, path.lastIndexOf('/'))
  return folder === '' || folder === '/' ? null : folder
}

/** Whether a folder above is suggested already, so that saying it again would only be noise. */
export const isCovered = (node: TreeNode): boolean => node.parent !== null && volumePathOf(node.parent) !== null

/** Where the path should live instead; null when there is nothing to do about it. */
export function adviceText({ change, class: pathClass, type, between }: TreeNode): string | null {
  if (between || change === null || change === 'deleted') return null
  if (change === 'changed') return type === 'directory' ? null : 'Change it in the image'
  return pathClass === null ? null : advice[pathClass]
}

/** "41 paths, 220 MiB hidden"; null when nothing is. */
export function hiddenText({ paths, bytes, unknown }: ShownTree['hidden']): string | null {
  if (paths === 0) return null
  const size = bytes === 0 && unknown > 0 ? 'unknown size' : formatSum(bytes, unknown)
  return `${formatCount(paths, 'path')}, ${size} hidden`
}

/** The line for a screen reader: all cells in one. */
export function nodeText(node: TreeNode, partial: boolean): string {
  const kind = node.change ? changeWords[node.change].word : 'folder'
  return [node.path, kind, nodeBytes(node, partial), node.class ? classWords[node.class] : ''].filter(Boolean).join(', ')
}
