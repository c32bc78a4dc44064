'use client'
import { CircleAlert } from 'lucide-react'
import { isAppError } from '@/lib/trpc.ts'
import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import { iconProps } from './icon.ts'

interface Props {
  /** What can't be shown and what still works: "Can't load volumes. Hosts still work." */
  what: string
  error: unknown
  /** What the button does when trying again is no use. */
  retry?: string
  onRetry: () => void
}

/** Replaces only the region that failed. */
export function ErrorPanel({ what, error, retry = 'Try again', onRetry }: Props) {
  const { reason, id } = describe(error)
  const details = `${what}\n${reason}${id ? `\nerror ${id}` : ''}\n${new Date().toISOString()} ${typeof location === 'undefined' ? '' : location.href}`
  return (
    <div role="alert" className="flex grow flex-col items-center justify-center gap-3 px-6 py-12 text-center">
      <CircleAlert {...iconProps} size={24} className="text-unreachable" />
      <div className="max-w-[60ch] text-md">
        <p className="font-medium text-text">{what}</p>
        <p className="text-text-2">{reason}</p>
      </div>
      <div className="flex flex-wrap items-center justify-center gap-2">
        <Button size="sm" onClick={onRetry}>
          {retry}
        </Button>
        <CopyButton text={details}>Copy details</CopyButton>
        {id ? <span className="text-sm text-text-3">error {id}</span> : null}
      </div>
    </div>
  )
}

/** The sentence for people, and the id that finds the error in the server's log. */
export function describe(error: unknown): { reason: string; id: string | null } {
  if (!isAppError(error)) return { reason: 'Something went wrong on this page.', id: null }
  if (!error.data) return { reason: "Stowage can't reach its server.", id: null }
  return { reason: error.data.errorId ? 'The server failed to answer.' : error.message, id: error.data.errorId ?? null }
}
