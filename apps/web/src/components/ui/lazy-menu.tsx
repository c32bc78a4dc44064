'use client'
import { type ComponentType, cloneElement, type HTMLAttributes, type ReactElement, Suspense, useState } from 'react'

export interface MenuOpening {
  trigger: ReactElement
  defaultOpen: boolean
}

interface Props {
  trigger: ReactElement<HTMLAttributes<HTMLElement>>
  /** Made by `lazy`: draws `Menu` with the trigger it gets. */
  menu: ComponentType<MenuOpening>
  /** Starts to load the menu before it is pressed. */
  preload: () => void
}

/** A menu whose code comes with the first pointer over its trigger, not with the page. */
export function LazyMenu({ trigger, menu: Loaded, preload }: Props) {
  const [wanted, setWanted] = useState(false)
  const plain = cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onClick: () => setWanted(true),
    onPointerEnter: preload,
  })
  if (!wanted) return plain
  return (
    <Suspense fallback={plain}>
      <Loaded trigger={trigger} defaultOpen />
    </Suspense>
  )
}
