'use client'
import { useEffect, useState } from 'react'

const leaveMs = 1000

/** Whether somebody is on the table: pointer over it, focus in it, rows selected or scrolled down. Ends a second after they left. */
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
  return {
    attended: now || lately,
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
