import type { FilterProblem } from '@stowage/domain/filter/ast'
import type { Noun } from '@stowage/domain/filter/keys'
import type { FilterChip } from '@stowage/domain/filter/to-text'

/** The grammar brings its schemas along, so it loads when somebody filters and not with the page. */
const grammar = () => Promise.all([import('@stowage/domain/filter/parse'), import('@stowage/domain/filter/to-text')])

/** The first mistake of a filter, or null. */
export async function checkFilter(noun: Noun, text: string): Promise<FilterProblem | null> {
  if (!text.trim()) return null
  const [{ parseFilter }] = await grammar()
  const answer = parseFilter(noun, text)
  return answer.ok ? null : answer.problem
}

/** The terms of a filter, each with the filter that remains without it. */
export async function readChips(noun: Noun, text: string): Promise<FilterChip[]> {
  if (!text.trim()) return []
  const [{ parseFilter }, { filterChips }] = await grammar()
  const answer = parseFilter(noun, text)
  return answer.ok ? filterChips(answer.filter) : []
}
