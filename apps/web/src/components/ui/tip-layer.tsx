'use client'
import clsx from 'clsx'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { tipClass } from './tooltip.tsx'

interface Tip {
  text: string
  box: DOMRect
}

const waitMs = 350

const tipOf = (target: EventTarget | null): { element: Element; text: string } | null => {
  const element = target instanceof Element ? target.closest('[data-tip],[data-tip-narrow]') : null
  if (!element) return null
  const narrow = document.documentElement.dataset.nav === 'narrow' || innerWidth < 1024
  const text = element.getAttribute('data-tip') ?? (narrow ? element.getAttribute('data-tip-narrow') : null)
  return text ? { element, text } : null
}

/**
 * One tooltip for every element with `data-tip`, on hover and focus: a table has hundreds of them, and a component for each would cost
 * more than the table.
 */
export function TipLayer() {
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
      timer = setTimeout(() => setTip({ text: found.text, box: found.element.getBoundingClientRect() }), waitMs)
    }
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && hide()
    const options = { capture: true, passive: true }
    document.addEventListener('pointerover', look, options)
    document.addEventListener('focusin', look, options)
    document.addEventListener('focusout', hide, options)
    document.addEventListener('pointerdown', hide, options)
    document.addEventListener('scroll', hide, options)
    document.addEventListener('keydown', onKey, options)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', look, options)
      document.removeEventListener('focusin', look, options)
      document.removeEventListener('focusout', hide, options)
      document.removeEventListener('pointerdown', hide, options)
      document.removeEventListener('scroll', hide, options)
      document.removeEventListener('keydown', onKey, options)
    }
  }, [])

  useLayoutEffect(() => {
    const element = box.current
    if (!element || !tip) return
    const { width, height } = element.getBoundingClientRect()
    const below = tip.box.bottom + 6
    const top = below + height > innerHeight - 8 ? tip.box.top - height - 6 : below
    const left = Math.max(8, Math.min(tip.box.left, innerWidth - width - 8))
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
  }, [tip])

  return tip ? (
    <div ref={box} role="tooltip" className={clsx(tipClass, 'pointer-events-none fixed top-0 left-0')}>
      <span className="min-w-0 [overflow-wrap:anywhere]">{tip.text}</span>
    </div>
  ) : null
}
