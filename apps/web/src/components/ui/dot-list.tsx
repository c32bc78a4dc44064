import type { ReactNode } from 'react'

/** Short facts in one line, with dots between them; empty ones leave no dot. */
export const DotList = ({ items }: { items: readonly (readonly [key: string, item: ReactNode])[] }) => (
  <span className="flex flex-wrap gap-x-2 text-base text-text-2">
    {items
      .filter(([, item]) => item !== null && item !== undefined && item !== '')
      .map(([key, item]) => (
        <span
          key={key}
          className="min-w-0 [overflow-wrap:anywhere] not-last:after:ml-2 not-last:after:text-text-3 not-last:after:content-['·']"
        >
          {item}
        </span>
      ))}
  </span>
)
