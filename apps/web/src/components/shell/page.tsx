import clsx from 'clsx'
import type { ReactNode } from 'react'

interface Props {
  /** The one h1 of the page. */
  title: ReactNode
  /** Beside the title: pills, counts. */
  meta?: ReactNode
  /** One line under the title. */
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
  /** Tables: the page is exactly as high as the window and scrolls inside. */
  fill?: boolean
  /** Forms and settings: a column of 720 px. */
  narrow?: boolean
}

/** Frame of every page inside the shell: title row, then content. */
export function Page({ title, meta, lead, actions, children, fill = false, narrow = false }: Props) {
  return (
    <div
      className={clsx(
        'flex flex-col gap-4 px-4 py-4 sm:px-6 sm:py-5',
        fill && 'h-full min-h-0 pb-0 sm:pb-0',
        narrow && 'mx-auto w-full max-w-[768px]',
      )}
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-3 gap-y-2">
          <h1 className="min-w-0 text-xl font-semibold [overflow-wrap:anywhere]">{title}</h1>
          {meta}
        </div>
        {actions ? (
          <div
            className={clsx(
              'ml-auto flex flex-wrap items-center gap-2',
              // Beside the name of a thing there is no room on phones: they follow what is said about it.
              typeof title !== 'string' && 'max-sm:order-last max-sm:ml-0 max-sm:w-full',
            )}
          >
            {actions}
          </div>
        ) : null}
        {lead ? <div className="w-full text-md text-text-2">{lead}</div> : null}
      </header>
      {children}
    </div>
  )
}
