import type { ReactNode } from 'react'

export type Fact = readonly [label: string, value: ReactNode]

/** Labels and values in two aligned columns; on phones one below the other. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[minmax(104px,max-content)_1fr] gap-x-6 gap-y-1.5 text-base max-sm:grid-cols-1 max-sm:gap-y-0">
      {facts.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-text-3">{label}</dt>
          <dd className="min-w-0 text-text [overflow-wrap:anywhere] max-sm:pb-2">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
