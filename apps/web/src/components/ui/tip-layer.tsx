'use client'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { Kbd } from './kbd.tsx'

interface Tip {
  element: Element
  text: string
  keys: string | null
}

const waitMs = 350
const selector = '[data-tip],[data-tip-narrow]'

function tipOf(target: EventTarget | null): Tip | null {
  const element = target instanceof Element ? target.closest(selector) : null
  if (!element) return null
  const narrow = document.documentElement.dataset.nav === 'narrow' || innerWidth < 1024
  const text = element.getAttribute('data-tip') ?? (narrow ? element.getAttribute('data-tip-narrow') : null)
  return text ? { element, text, keys: element.getAttribute('data-tip-keys') } : null
}

/**
 * One tooltip for every element with `data-tip`, on hover and focus: a table has hundreds of them, and a component for each would cost
 * more than the table. Esc hides it; the element is described by it while it shows.
 */
export function TipLayer() {
  const id = useId()
  const [tip, setTip] = useState<Tip | null>(null)
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let over: Element | null = null
    const hide = () => {
      clearTimeout(timer)
      over = null
      setTip(null)
    }
    const look = ({ target }: Event) => {
      const found = tipOf(target)
      if (found?.element === over) return
      hide()
      if (!found) return
      over = found.element
      timer = setTimeout(() => setTip(found), waitMs)
    }
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && hide()
    const stopped = new AbortController()
    const options = { capture: true, passive: true, signal: stopped.signal }
    for (const kind of ['pointerover', 'focusin']) document.addEventListener(kind, look, options)
    for (const kind of ['focusout', 'pointerdown', 'scroll']) document.addEventListener(kind, hide, options)
    document.addEventListener('keydown', onKey, options)
    return () => {
      clearTimeout(timer)
      stopped.abort()
    }
  }, [])

  useLayoutEffect(() => {
    const element = box.current
    if (!element || !tip?.element.isConnected) return
    const target = tip.element.getBoundingClientRect()
    const { width, height } = element.getBoundingClientRect()
    const below = target.bottom + 6
    const top = below + height > innerHeight - 8 ? target.top - height - 6 : below
    const left = Math.max(8, Math.min(target.left, innerWidth - width - 8))
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
    if (tip.element.hasAttribute('aria-describedby')) return
    tip.element.setAttribute('aria-describedby', id)
    return () => tip.element.removeAttribute('aria-describedby')
  }, [tip, id])

  return tip ? (
    <div
      ref={box}
      id={id}
      role="tooltip"
      className="pointer-events-none fixed top-0 left-0 z-60 flex max-w-80 items-center gap-2 whitespace-pre-line rounded-sm border border-border bg-surface px-2 py-1 text-sm text-text shadow-overlay animate-fade"
    >
      <span className="min-w-0 [overflow-wrap:anywhere]">{tip.text}</span>
      {tip.keys ? <Kbd keys={tip.keys} /> : null}
    </div>
  ) : null
}
