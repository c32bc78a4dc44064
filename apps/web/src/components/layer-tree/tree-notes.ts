import type { Tree } from '@stowage/domain/reading'

const whole = new Intl.NumberFormat('en')

/** What a tree does not tell, in sentences for above it; empty when it is whole. */
export function treeNotes(tree: Tree): string[] {
  const notes: string[] = []
  if (tree.reason) {
    const reason = tree.reason.replace(/\.?$/, '.')
    notes.push(
      tree.entries.some(({ bytes }) => bytes !== null)
        ? `Some sizes are unknown: ${reason}`
        : `Docker lists changed paths without sizes. ${reason} Paths are exact, bytes Unknown.`,
    )
  }
  if (tree.total > tree.entries.length)
    notes.push(`${whole.format(tree.entries.length)} of ${whole.format(tree.total)} paths, largest folders first.`)
  if (tree.partial) notes.push('The time ran out while counting: every size here is "at least".')
  return notes
}
