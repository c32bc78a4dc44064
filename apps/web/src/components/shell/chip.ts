/** Look of the small buttons in the top bar. */
export const chipClass =
  'inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-sm border px-2 text-sm font-medium touch:min-h-11 touch:min-w-11 touch:justify-center'

/** Without a tone of its own. */
export const quietChip =
  'border-border bg-surface text-text-2 hover:bg-hover hover:text-text max-sm:border-transparent max-sm:bg-transparent'
