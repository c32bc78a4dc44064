import { parseFilter } from '@stowage/domain/filter/parse'
import { filterChips } from '@stowage/domain/filter/to-text'
import { expect, test } from 'vitest'
import { withUnknown } from './with-unknown.ts'

const widen = (text: string) => {
  const answer = parseFilter('volumes', text)
  return answer.ok ? withUnknown(filterChips(answer.filter)) : 'unreadable'
}

test('comparisons are widened by the unknown, the rest stays, and the result can be read', () => {
  expect(widen('host:web-* size:>1GiB')).toBe('host:web-* (size:>1GiB OR size:unknown)')
  expect(widen('size:1GiB..2GiB idle:>30d')).toBe('(size:1GiB..2GiB OR size:unknown) (idle:>30d OR idle:unknown)')
  expect(widen(widen('size:>1GiB') ?? '')).toBeNull()
  expect(widen('host:a size:unknown')).toBeNull()
})
