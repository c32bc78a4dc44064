'use client'
import clsx from 'clsx'
import type { ComponentProps } from 'react'
import { type Icon, iconProps } from './icon.ts'
import { Tooltip } from './tooltip.tsx'

const variants = {
  primary: 'border-accent bg-accent text-on-accent hover:border-accent-hover hover:bg-accent-hover',
  secondary: 'border-border bg-surface text-text hover:border-border-strong hover:bg-hover',
  ghost: 'border-transparent text-text-2 hover:bg-hover hover:text-text',
  danger: 'border-danger bg-danger text-on-danger hover:border-danger-hover hover:bg-danger-hover',
}

const sizes = { sm: 'h-7 gap-1.5 px-2 text-base', md: 'h-8 gap-1.5 px-3 text-md' }

export interface ButtonLook {
  variant?: keyof typeof variants
  size?: keyof typeof sizes
  icon?: Icon
  /** Why the button cannot be used. There is no disabled button without it. */
  reason?: string | null
  /** Work is under way: the button says so and takes no second press. */
  busy?: boolean
}

export const buttonClass = ({ variant = 'secondary', size = 'md' }: ButtonLook = {}) =>
  clsx(
    'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-sm border font-medium transition-colors',
    'aria-disabled:cursor-not-allowed aria-disabled:border-border aria-disabled:bg-sunken aria-disabled:text-text-3 touch:min-h-11',
    variants[variant],
    sizes[size],
  )

type Props = Omit<ComponentProps<'button'>, 'disabled'> & ButtonLook

/** A button with a verb. Disabled means: still focusable, and the reason is told. */
export function Button({
  variant,
  size,
  icon: Glyph,
  reason,
  busy,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: Props) {
  const off = Boolean(reason) || busy
  const button = (
    <button
      {...rest}
      type={type}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      onClick={off ? (event) => event.preventDefault() : onClick}
      className={clsx(buttonClass({ variant, size }), className)}
    >
      {Glyph ? <Glyph {...iconProps} /> : null}
      {children}
    </button>
  )
  return reason ? <Tooltip text={reason}>{button}</Tooltip> : button
}
