import clsx from 'clsx'
import type { ReactNode } from 'react'

interface Props {
  title?: ReactNode
  /** Small text beside the title. */
  meta?: ReactNode
  actions?: ReactNode
  children: ReactNode
  /** Content that brings its own padding, such as a table. */
  flush?: boolean
  className?: string
}

/** A surface with a border and an optional head. */
export function Panel({ title, meta, actions, children, flush = false, className }: Props) {
  return (
    <section className={clsx('flex flex-col rounded-md border border-border bg-surface', className)}>
      {title ? (
        <header className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 border-b border-border px-4 py-1.5">
          <h2 className="text-md font-semibold">{title}</h2>
          {meta ? <span className="text-sm text-text-3">{meta}</span> : null}
          {actions ? <div className="ml-auto flex items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      <div className={clsx('min-w-0', !flush && 'p-4')}>{children}</div>
    </section>
  )
}
