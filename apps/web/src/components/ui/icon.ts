import type { LucideIcon } from 'lucide-react'

export type Icon = LucideIcon

/** Every icon in the product has this size and stroke. */
export const iconProps = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const
