import { cloneElement, type ReactElement } from 'react'

interface Tippable {
  'data-tip'?: string
  'data-tip-keys'?: string
}

/** Words for hover and focus, shown by `TipLayer`. The child must be focusable; nothing that matters may live only here. */
export const Tooltip = ({
  text,
  keys,
  children,
}: {
  text: string
  keys?: string | undefined
  children: ReactElement<Tippable>
}) => cloneElement(children, { 'data-tip': text, ...(keys ? { 'data-tip-keys': keys } : {}) })
