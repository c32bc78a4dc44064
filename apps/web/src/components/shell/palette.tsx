'use client'
import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Boxes, Database, Monitor, Moon, Pause, Plus, Server, Settings, Sun } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useEffect, useState } from 'react'
import { togglePause } from '@/lib/live/live-state.ts'
import { setPreference } from '@/lib/preference.ts'
import { shortName } from '@/lib/short-name.ts'
import { trpc } from '@/lib/trpc.ts'
import { useZone } from '@/lib/use-zone.ts'
import { instantText } from '../time/instant.ts'
import { type Icon, iconProps } from '../ui/icon.ts'
import { HostText } from '../ui/text.tsx'

import { entries } from './entries.ts'

const waitMs = 120

/** Finds anything by name and goes there, or runs a command. It opens dialogs; it never confirms them. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const router = useRouter()
  const zone = useZone()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const [chosen, setChosen] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), waitMs)
    return () => clearTimeout(timer)
  }, [typed])
  const onlyActions = typed.startsWith('>')
  const onlyHosts = typed.startsWith('@')
  const q = (onlyActions || onlyHosts ? asked.slice(1) : asked).trim()
  const found = useQuery({
    ...trpc.search.find.queryOptions({ q }),
    enabled: q.length > 0 && !onlyActions,
    placeholderData: (before) => before,
  })
  const hits = q.length > 0 && !onlyActions ? found.data : undefined
  const go = (href: string) => {
    onClose()
    router.push(href)
  }
  const run = (action: () => void) => {
    onClose()
    action()
  }
  const actions = [
    { text: 'Add host', icon: Plus, run: () => go('/hosts?add=true') },
    { text: 'Create volume', icon: Plus, run: () => go('/volumes?create=true') },
    { text: 'Pause or resume live updates', icon: Pause, run: () => run(togglePause) },
    { text: 'Appearance: system', icon: Monitor, run: () => run(() => setPreference('theme', null)) },
    { text: 'Appearance: light', icon: Sun, run: () => run(() => setPreference('theme', 'light')) },
    { text: 'Appearance: dark', icon: Moon, run: () => run(() => setPreference('theme', 'dark')) },
  ]
  const words = q.toLowerCase()
  const matching = <T extends { text: string }>(list: readonly T[]) =>
    list.filter(({ text }) => text.toLowerCase().includes(words))
  const pages = [
    ...entries.map(({ href, label, icon }) => ({ text: label, icon, run: () => go(href) })),
    { text: 'Settings', icon: Settings, run: () => go('/settings') },
  ]
  const shown = [
    ...(onlyHosts ? [] : [...(hits?.volumes ?? []), ...(hits?.containers ?? [])]).map(({ id }) => id),
    ...(hits?.hosts ?? []).map(({ id }) => id),
    ...(onlyHosts || onlyActions ? [] : matching(pages).map(({ text }) => text)),
    ...(onlyHosts ? [] : matching(actions).map(({ text }) => text)),
  ]
  // Hits arrive after the keys: the first one is chosen then, or Enter would do nothing.
  const current = shown.includes(chosen) ? chosen : (shown[0] ?? '')
  const removed = (at: Date | null) => (at ? `removed ${instantText(at, zone)}` : null)

  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <div className="fixed inset-0 z-50 bg-scrim animate-fade" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-32px)] max-w-[640px] -translate-x-1/2 overflow-hidden rounded-lg border border-border bg-surface shadow-overlay outline-none animate-fade max-sm:top-2 max-sm:w-[calc(100vw-16px)]"
        >
          <Radix.Title className="sr-only">Search or run</Radix.Title>
          <Command shouldFilter={false} loop label="Search or run" value={current} onValueChange={setChosen}>
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              placeholder="Search volumes, containers and hosts; > for actions, @ for hosts"
              className="h-12 w-full border-b border-border bg-transparent px-4 text-md outline-none touch:text-lg"
            />
            <Command.List className="max-h-[min(60dvh,420px)] overflow-auto p-1.5 scroll-thin">
              <Group heading="Volumes" show={!onlyHosts}>
                {hits?.volumes.map(({ id, name, host, removedAt }) => (
                  <Item
                    key={id}
                    id={id}
                    icon={Database}
                    after={removed(removedAt) ?? host}
                    onSelect={() => go(`/volume?id=${id}`)}
                  >
                    {shortName(name)}
                  </Item>
                ))}
              </Group>
              <Group heading="Containers" show={!onlyHosts}>
                {hits?.containers.map(({ id, name, host, removedAt }) => (
                  <Item
                    key={id}
                    id={id}
                    icon={Boxes}
                    after={removed(removedAt) ?? host}
                    onSelect={() => go(`/container?id=${id}`)}
                  >
                    {name}
                  </Item>
                ))}
              </Group>
              <Group heading="Hosts" show>
                {hits?.hosts.map(({ id, name }) => (
                  <Item key={id} id={id} icon={Server} onSelect={() => go(`/host?id=${id}`)}>
                    {name}
                  </Item>
                ))}
              </Group>
              <Group heading="Go to" show={!onlyHosts && !onlyActions}>
                {matching(pages).map(({ text, icon, run }) => (
                  <Item key={text} id={text} icon={icon} onSelect={run}>
                    {text}
                  </Item>
                ))}
              </Group>
              <Group heading="Actions" show={!onlyHosts}>
                {matching(actions).map(({ text, icon, run }) => (
                  <Item key={text} id={text} icon={icon} onSelect={run}>
                    {text}
                  </Item>
                ))}
              </Group>
              <Command.Empty className="px-3 py-6 text-center text-md text-text-2">
                {found.isFetching ? 'Searching…' : `Nothing matches '${q}' in all hosts, removed volumes included.`}
              </Command.Empty>
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

const Group = ({ heading, show, children }: { heading: string; show: boolean; children: ReactNode[] | undefined }) =>
  show && children && children.length > 0 ? (
    <Command.Group
      heading={heading}
      className="[&>[cmdk-group-heading]]:px-2.5 [&>[cmdk-group-heading]]:pt-2 [&>[cmdk-group-heading]]:pb-1 [&>[cmdk-group-heading]]:text-sm [&>[cmdk-group-heading]]:font-medium [&>[cmdk-group-heading]]:text-text-3"
    >
      {children}
    </Command.Group>
  ) : null

interface ItemProps {
  id: string
  icon: Icon
  after?: string
  children: string
  onSelect: () => void
}

const Item = ({ id, icon: Glyph, after, children, onSelect }: ItemProps) => (
  <Command.Item
    value={id}
    onSelect={onSelect}
    className="flex h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-md data-[selected=true]:bg-hover touch:h-11"
  >
    <Glyph {...iconProps} className="shrink-0 text-text-3" />
    <span className="min-w-0 truncate">
      <HostText>{children}</HostText>
    </span>
    {after ? (
      <span className="ml-auto shrink-0 text-sm text-text-3">
        <HostText>{after}</HostText>
      </span>
    ) : null}
  </Command.Item>
)
