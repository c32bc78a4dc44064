import Link from 'next/link'

/** Three stacked holds, the middle one full. */
export const Logo = () => (
  <Link
    href="/"
    prefetch={false}
    aria-label="Stowage, overview"
    className="flex shrink-0 items-center gap-2 rounded-sm px-1 text-md font-semibold text-text"
  >
    <svg viewBox="0 0 20 20" className="size-5 text-accent" aria-hidden="true">
      <rect x="2.75" y="2.75" width="14.5" height="3.5" rx="1.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <rect x="2" y="8" width="16" height="4" rx="1.25" fill="currentColor" />
      <rect x="2.75" y="13.75" width="14.5" height="3.5" rx="1.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
    <span className="max-sm:hidden">Stowage</span>
  </Link>
)
