import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { iconProps } from '@/components/ui/icon.ts'

/** Why a form was not taken, above its button; read out when it appears. */
export const FormError = ({ children }: { children: ReactNode }) => (
  // Empty, it stays in the page for screen readers but takes no room.
  <div role="alert" className={children ? undefined : 'sr-only'}>
    {children ? (
      <p className="flex items-start gap-2 rounded-sm bg-unreachable-bg px-3 py-2 text-base text-unreachable">
        <CircleAlert {...iconProps} className="mt-0.5 shrink-0" />
        <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
      </p>
    ) : null}
  </div>
)
