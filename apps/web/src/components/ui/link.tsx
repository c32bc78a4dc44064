import clsx from 'clsx'
import NextLink from 'next/link'
import type { ComponentProps } from 'react'

/** A link inside text or a cell. No prefetch: every page is one static file, and lists hold many links. */
export const Link = ({ className, ...rest }: ComponentProps<typeof NextLink>) => (
  <NextLink prefetch={false} {...rest} className={clsx('rounded-sm text-link hover:underline', className)} />
)
