'use client'
import clsx from 'clsx'
import type { ComponentProps } from 'react'
import { type Icon, iconProps } from './icon.ts'
import { Tooltip } from './tooltip.tsx'

type Props = Omit<ComponentProps<'button'>, 'disabled' | 'children' | 'aria-label'> & { label: string; icon: Icon; keys?: string }

/** A square button without words: its label shows on hover and focus. */
export function IconButton({ label, icon: Glyph, keys, className, type = 'button', ...rest }: Props) {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        className={clsx(
          'inline-flex size-7 shrink-0 items-center justify-center rounded-sm text-text-2 transition-colors hover:bg-hover hover:text-text touch:size-11',
          className,
        )}
      >
        <Glyph {...iconProps} />
      </button>
    </Tooltip>
  )
}
