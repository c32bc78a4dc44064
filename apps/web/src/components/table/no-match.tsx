import type { FilterChip } from '@stowage/domain/filter/to-text'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Mono } from '../ui/text.tsx'

interface Props {
  one: string
  q: string
  chips: readonly FilterChip[]
  onFilter: (text: string) => void
}

/** The filter finds nothing: take a term away, or all. */
export function NoMatch({ one, q, chips, onFilter }: Props) {
  const last = chips.at(-1)
  return (
    <EmptyState
      actions={
        <>
          {last && chips.length > 1 ? (
            <Button size="sm" onClick={() => onFilter(last.without)}>
              Remove {last.text}
            </Button>
          ) : null}
          <Button size="sm" onClick={() => onFilter('')}>
            Clear filter
          </Button>
        </>
      }
    >
      No {one} matches <Mono>{q}</Mono>.
    </EmptyState>
  )
}
