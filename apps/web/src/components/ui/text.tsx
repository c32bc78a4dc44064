import { visibleParts, visibleText } from '@stowage/domain/visible-text'
import clsx from 'clsx'

/** Text that came from a host: never markup, and characters that hide are shown as boxes. */
export function HostText({ children }: { children: string }) {
  const parts = visibleParts(children)
  if (parts.length === 1 && parts[0]?.kind === 'text') return children
  let at = 0
  return parts.map((part) => {
    const key = `${at++}`
    return part.kind === 'text' ? <bdi key={key}>{part.text}</bdi> : <Box key={key} code={part.text} />
  })
}

const Box = ({ code }: { code: string }) => (
  <span
    className="mx-px rounded-sm border border-border-strong px-0.5 text-xs text-text-2"
    title="A character that is not visible"
  >
    {code}
  </span>
)

const tailLength = 8

/** One line, cut in the middle: the end of a name tells more than its middle. The full text stays selectable. */
export function MiddleCut({ text, className }: { text: string; className?: string }) {
  if (text.length <= tailLength * 2) {
    return (
      <span className={clsx('truncate', className)}>
        <HostText>{text}</HostText>
      </span>
    )
  }
  return (
    <span className={clsx('flex min-w-0', className)} data-tip={visibleText(text)}>
      <span className="truncate whitespace-pre">
        <HostText>{text.slice(0, -tailLength)}</HostText>
      </span>
      <span className="shrink-0 whitespace-pre">
        <HostText>{text.slice(-tailLength)}</HostText>
      </span>
    </span>
  )
}

/** Names, ids, paths and commands inside a sentence. */
export const Mono = ({ children, className }: { children: string; className?: string }) => (
  <span className={clsx('font-mono text-[0.95em] [overflow-wrap:anywhere]', className)}>
    <HostText>{children}</HostText>
  </span>
)
