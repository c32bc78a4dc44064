import clsx from 'clsx'
import { History, Info, TriangleAlert, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import { iconProps } from './icon.ts'

const looks = {
  info: { icon: Info, className: 'bg-unknown-bg text-unknown' },
  stale: { icon: History, className: 'bg-stale-bg text-stale' },
  unreachable: { icon: Unplug, className: 'bg-unreachable-bg text-unreachable' },
  warning: { icon: TriangleAlert, className: 'bg-orphaned-bg text-orphaned' },
}

export const stripTone = (tone: keyof typeof looks): string => looks[tone].className

interface Props {
  tone?: keyof typeof looks
  children: ReactNode
  /** Buttons or links behind the sentence. */
  actions?: ReactNode
}

/** One line above data that is incomplete or old, never instead of it. */
export function Strip({ tone = 'info', children, actions }: Props) {
  const { icon: Glyph, className } = looks[tone]
  return (
    <div
      role="status"
      className={clsx('flex flex-wrap items-center gap-x-2 gap-y-1 rounded-md px-3 py-1.5 text-base', className)}
    >
      <Glyph {...iconProps} className="shrink-0" />
      <p className="min-w-0 grow basis-60 [&_a]:underline">{children}</p>
      {actions ? <div className="flex shrink-0 items-center gap-3">{actions}</div> : null}
    </div>
  )
}
