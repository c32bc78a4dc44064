'use client'
import {
  cloneElement,
  createContext,
  type HTMLAttributes,
  lazy,
  type ReactElement,
  type ReactNode,
  type Ref,
  Suspense,
  useContext,
  useRef,
  useState,
} from 'react'

export interface PopoverProps {
  trigger: ReactElement<HTMLAttributes<HTMLElement> & { ref?: Ref<HTMLButtonElement> }>
  label: string
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  className?: string
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

const load = () => import('./popover-panel.tsx')
const PopoverPanel = lazy(load)
const Close = createContext<() => void>(() => {})

/** Closes the popover around the caller. */
export const useClosePopover = () => useContext(Close)

/** A panel at its trigger. The code of the panel comes with the first pointer over the trigger, not with the page. */
export function Popover({ trigger, label, children, align = 'start', className, open, onOpenChange }: PopoverProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [own, setOwn] = useState(false)
  const shown = open ?? own
  // Stays mounted once it was open, so that it can give focus back.
  const [used, setUsed] = useState(shown)
  const change = (next: boolean) => {
    if (next) setUsed(true)
    setOwn(next)
    onOpenChange?.(next)
  }
  return (
    <>
      {cloneElement(trigger, {
        ref: anchor,
        'aria-haspopup': 'dialog',
        'aria-expanded': shown,
        onClick: () => change(!shown),
        onPointerEnter: load,
        onFocus: load,
      })}
      {used || shown ? (
        <Suspense>
          <PopoverPanel anchor={anchor} open={shown} onOpenChange={change} label={label} align={align} className={className}>
            <Close value={() => change(false)}>{children}</Close>
          </PopoverPanel>
        </Suspense>
      ) : null}
    </>
  )
}
