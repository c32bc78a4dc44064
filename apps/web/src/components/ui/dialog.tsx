'use client'
import clsx from 'clsx'
import { AlertDialog, Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** One or two sentences under the title, read out when the dialog opens. */
  description?: ReactNode
  children?: ReactNode
  /** Buttons, Cancel first. */
  footer?: ReactNode
  /** For anything that removes: focus starts on Cancel (wrap it in `DialogCancel`) and a click outside does not close. */
  alert?: boolean
  wide?: boolean
}

/**
 * A centred dialog for short decisions. The scrim is our own element: Radix's overlay would inject a style tag that the content
 * policy refuses.
 */
export function Dialog({ open, onOpenChange, title, description, children, footer, alert = false, wide = false }: Props) {
  const R = alert ? AlertDialog : Radix
  return (
    <R.Root open={open} onOpenChange={onOpenChange}>
      <R.Portal>
        <div className="fixed inset-0 z-50 bg-scrim animate-fade" />
        <R.Content
          className={clsx(
            'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg border border-border bg-surface text-md text-text shadow-overlay outline-none animate-fade',
            wide ? 'max-w-[720px]' : 'max-w-[520px]',
          )}
          aria-modal
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className="flex flex-col gap-1.5 px-5 pt-5">
            <R.Title className="text-lg font-semibold [overflow-wrap:anywhere]">{title}</R.Title>
            {description ? <R.Description className="text-md text-text-2">{description}</R.Description> : null}
          </div>
          <div className="min-h-0 grow overflow-auto px-5 py-4 empty:p-0 scroll-thin">{children}</div>
          {footer ? <div className="flex flex-wrap justify-end gap-2 border-t border-border px-5 py-3">{footer}</div> : null}
        </R.Content>
      </R.Portal>
    </R.Root>
  )
}

/** Takes the first focus in an `alert` dialog. */
export const DialogCancel = AlertDialog.Cancel
