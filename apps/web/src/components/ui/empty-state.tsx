import type { ReactNode } from 'react'
import { type Icon, iconProps } from './icon.ts'

/** What a region says when there is nothing to show: one or two sentences and the next step. */
export function EmptyState({ icon: Glyph, children, actions }: { icon?: Icon; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="flex grow flex-col items-center justify-center gap-3 px-6 py-12 text-center">
      {Glyph ? <Glyph {...iconProps} size={24} className="text-text-3" /> : null}
      <div className="max-w-[52ch] text-md text-text-2 [overflow-wrap:anywhere]">{children}</div>
      {actions ? <div className="flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  )
}
