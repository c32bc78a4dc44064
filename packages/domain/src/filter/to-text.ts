import type { Filter, FilterNode } from './ast.ts'

/** The text of a filter; parsing it again gives the same filter. */
export function filterText(node: FilterNode): string {
  switch (node.type) {
    case 'and':
      return node.items.map(filterText).join(' ')
    case 'or':
      return `(${node.items.map(filterText).join(' OR ')})`
    case 'not':
      return `-${filterText(node.item)}`
    case 'word':
      return node.raw
    case 'key':
      return `${node.key}:${node.values.map((value) => value.raw).join(',')}`
  }
}

export type FilterChip = { text: string; start: number; end: number /** the filter without this term */; without: string }

/** One chip for each term at the top of a filter. */
export const filterChips = (filter: Filter): FilterChip[] =>
  filter.items.map((item) => ({
    text: filterText(item),
    ...item.span,
    without: filterText({ ...filter, items: filter.items.filter((each) => each !== item) }),
  }))
