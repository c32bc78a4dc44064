'use client'
import { useEffect, useState } from 'react'

const leaveMs = 1000
const awayMs = 60_000
const settleMs = 3000

/**
 * Whether somebody is on the table: pointer over it, focus in it, rows selected or scrolled down. Ends a second after they left, and for
 * a moment after the tab was hidden for a minute: whoever comes back wants the present.
 */
export function useAttended(selected: number) {
  const [pointer, setPointer] = useState(false)
  const [focus, setFocus] = useState(false)
  const [scrolled, setScrolled] = useState(false)
  const now = pointer || focus || scrolled || selected > 0
  const [lately, setLately] = useState(now)
  useEffect(() => {
    if (now) {
      setLately(true)
      return
    }
    const timer = setTimeout(() => setLately(false), leaveMs)
    return () => clearTimeout(timer)
  }, [now])
  const [back, setBack] = useState(false)
  useEffect(() => {
    let hiddenAt = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      if (document.hidden) hiddenAt = Date.now()
      else if (hiddenAt > 0 && Date.now() - hiddenAt > awayMs) {
        setBack(true)
        timer = setTimeout(() => setBack(false), settleMs)
      }
    }
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return {
    attended: (now || lately) && !back,
    watch: {
      onPointerEnter: () => setPointer(true),
      onPointerLeave: () => setPointer(false),
      onFocus: () => setFocus(true),
      onBlur: (event: { currentTarget: Element; relatedTarget: unknown }) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setFocus(false)
      },
    },
    onScrollTop: (top: number) => setScrolled(top > 0),
  }
}
