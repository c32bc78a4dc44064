'use client'
import dynamic from 'next/dynamic'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, Suspense, useEffect } from 'react'
import { startLive } from '@/lib/live/start-live.ts'
import { startShortcuts, useShortcut } from '@/lib/shortcuts.ts'
import { useStore } from '@/lib/store.ts'
import { AccountMenu } from './account-menu.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { entries } from './entries.ts'
import { FreshnessChip } from './freshness-chip.tsx'
import { JobsTray } from './jobs-tray.tsx'
import { Logo } from './logo.tsx'
import { Nav } from './nav.tsx'
import { closeOverlay, overlay } from './overlay.ts'
import { PaletteField } from './palette-field.tsx'
import { ScopeSwitcher } from './scope-switcher.tsx'
import { ZoneChip } from './zone-chip.tsx'

const loadPalette = () => import('./palette.tsx')
const Palette = dynamic(loadPalette, { ssr: false })
const KeyboardMap = dynamic(() => import('./keyboard-map.tsx'), { ssr: false })

/** After the page has its data, so that Ctrl+K and the other pages open at once. */
const restLoadsAfterMs = 2_000
const bare = ['/sign-in', '/setup']

/** Frame of every signed-in page; pages for people without a session stand alone. */
export function Shell({ children }: { children: ReactNode }) {
  const pathname = usePathname()
  return bare.includes(pathname) ? children : <Framed>{children}</Framed>
}

function Framed({ children }: { children: ReactNode }) {
  const layer = useStore(overlay)
  const router = useRouter()
  useEffect(() => startLive(), [])
  // What is typed while a layer opens is meant for the layer.
  useEffect(() => startShortcuts(() => overlay.get() === null && localStorage.getItem('stowage.shortcuts') !== 'off'), [])
  useEffect(() => {
    const idle = setTimeout(() => {
      loadPalette()
      for (const { href } of entries) router.prefetch(href)
    }, restLoadsAfterMs)
    return () => clearTimeout(idle)
  }, [router])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      overlay.set(overlay.get() === 'palette' ? null : 'palette')
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  useShortcut('?', () => overlay.set('keyboard'))

  return (
    <div className="flex h-dvh flex-col">
      <a
        href="#main"
        className="fixed top-1 left-1 z-60 -translate-y-16 rounded-sm bg-accent px-3 py-2 text-md font-medium text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <header className="z-10 flex h-12 shrink-0 items-center gap-2 border-b border-border bg-bg px-3 max-sm:gap-1 max-sm:px-2">
        <Logo />
        <span className="mx-1 h-5 w-px bg-border max-sm:hidden" />
        <Suspense fallback={<span className="h-7 w-28" />}>
          <ScopeSwitcher />
        </Suspense>
        <div className="flex grow justify-center">
          <PaletteField onOpen={() => overlay.set('palette')} />
        </div>
        <JobsTray />
        <FreshnessChip />
        <ZoneChip />
        <AccountMenu />
      </header>
      <div className="flex min-h-0 grow">
        <Nav />
        <main id="main" tabIndex={-1} className="relative min-w-0 grow overflow-auto outline-none scroll-thin">
          {children}
        </main>
      </div>
      <BottomBar />
      <GoTo />
      {layer === 'palette' ? <Palette onClose={closeOverlay} /> : null}
      {layer === 'keyboard' ? <KeyboardMap onClose={closeOverlay} /> : null}
    </div>
  )
}

const GoTo = () =>
  [...entries, { href: '/settings', key: ',' }].map(({ href, key }) => <GoKey key={href} href={href} keys={`g ${key}`} />)

function GoKey({ href, keys }: { href: string; keys: string }) {
  const router = useRouter()
  useShortcut(keys, () => router.push(href))
  return null
}
