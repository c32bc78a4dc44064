/** Look of the small buttons in the top bar. */
export const chipClass =
  'inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-sm border border-border bg-surface px-2 text-sm font-medium text-text-2 hover:bg-hover hover:text-text touch:min-h-11 touch:min-w-11 touch:justify-center max-sm:border-transparent max-sm:bg-transparent'
