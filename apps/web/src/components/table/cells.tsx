import type { HostState } from '@stowage/domain/host'
import { visibleText } from '@stowage/domain/visible-text'
import clsx from 'clsx'
import { History, Unplug } from 'lucide-react'
import NextLink from 'next/link'
import { isSilent } from '../host/host-words.ts'
import { hostPills } from '../ui/host-pill.tsx'
import { iconProps } from '../ui/icon.ts'
import { HostText, MiddleCut } from '../ui/text.tsx'
import { Ago } from '../ui/time.tsx'

/** A word in place of a value: Unknown, None or —. */
export const Absent = ({ text, why }: { text: string; why?: string }) => (
  <span className="text-text-3" data-tip={why}>
    {text}
  </span>
)

/** The name of a row, leading to its page; a pointer's way, since the grid is one tab stop and Enter opens. */
export const NameLink = ({ href, name }: { href: string; name: string }) => (
  <NextLink prefetch={false} href={href} tabIndex={-1} className="flex min-w-0 font-medium hover:underline">
    <MiddleCut text={name} />
  </NextLink>
)

/** Text that came from a host, cut at the end. */
export const TextCell = ({ text, mono = false }: { text: string | null; mono?: boolean }) =>
  text === null || text === '' ? (
    <Absent text="—" />
  ) : (
    <span
      className={clsx('truncate', mono && 'font-mono text-sm', text === 'None' && 'text-text-3')}
      data-tip={visibleText(text)}
    >
      <HostText>{text}</HostText>
    </span>
  )

export const AgoCell = ({ at, none = '—', why }: { at: Date | null; none?: string; why?: string }) =>
  at ? <Ago at={at} /> : <Absent text={none} why={why} />

/** The host of a row, with the state of its link where that is not live. */
export const HostCell = ({ host, state }: { host: string; state: HostState }) => (
  <span
    className={clsx('flex min-w-0 items-center gap-1.5', isSilent(state) && 'text-text-3')}
    data-tip={`${visibleText(host)}\n${hostPills[state].word}: ${hostPills[state].hint}`}
  >
    <span className="truncate">
      <HostText>{host}</HostText>
    </span>
    {isSilent(state) ? (
      <Unplug
        {...iconProps}
        size={14}
        aria-hidden={false}
        aria-label={hostPills[state].word}
        className="shrink-0 text-unreachable"
      />
    ) : null}
  </span>
)

/** Beside a value that is older than it should be. */
export const StaleMark = () => (
  <span data-tip="Stale: the agent answers, but this fact is older than it should be.">
    <History {...iconProps} size={14} aria-hidden={false} aria-label="Stale" className="text-stale" />
  </span>
)
