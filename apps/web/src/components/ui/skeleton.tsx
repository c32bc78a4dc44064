'use client'
import clsx from 'clsx'
import { type ReactNode, useEffect, useState } from 'react'

/** A grey bar in the place of a value; give it its width and height by class. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span className={clsx('block rounded-sm bg-sunken animate-pulse', className ?? 'h-3 w-24')} />
)

/** Stands for a part of the page whose code is still on its way; give it that part's height by class. */
export const PartSkeleton = ({ className }: { className: string }) => (
  <div aria-busy>
    <span className="sr-only" role="status">
      Loading
    </span>
    <Skeleton className={clsx('w-full', className)} />
  </div>
)

/**
 * Shows `skeleton` while `loading`: only after 200 ms, then for at least 400 ms, and after 8 s it says that the server is silent.
 * Before the 200 ms have passed it shows nothing, in the same place.
 */
export function Loading({ loading, skeleton, children }: { loading: boolean; skeleton: ReactNode; children: () => ReactNode }) {
  const phase = useLoadingPhase(loading)
  if (phase === 'done') return children()
  return (
    <div aria-busy className="contents">
      <span className="sr-only" role="status">
        Loading
      </span>
      {phase === 'waiting' ? <div className="invisible contents">{null}</div> : skeleton}
      {phase === 'slow' ? (
        <p role="status" className="px-4 py-2 text-sm text-text-3">
          Still loading. The server has not answered for 8 s.
        </p>
      ) : null}
    </div>
  )
}

export type LoadingPhase = 'waiting' | 'shown' | 'slow' | 'done'

export function useLoadingPhase(loading: boolean): LoadingPhase {
  const [phase, setPhase] = useState<LoadingPhase>(loading ? 'waiting' : 'done')
  const [shownAt, setShownAt] = useState(0)
  useEffect(() => {
    if (!loading) {
      const rest = phase === 'shown' || phase === 'slow' ? Math.max(0, shownAt + 400 - Date.now()) : 0
      const timer = setTimeout(() => setPhase('done'), rest)
      return () => clearTimeout(timer)
    }
    if (phase === 'done') setPhase('waiting')
    if (phase === 'waiting') {
      const timer = setTimeout(() => {
        setShownAt(Date.now())
        setPhase('shown')
      }, 200)
      return () => clearTimeout(timer)
    }
    if (phase === 'shown') {
      const timer = setTimeout(() => setPhase('slow'), 7800)
      return () => clearTimeout(timer)
    }
  }, [loading, phase, shownAt])
  // Data that is there before the skeleton was needed shows at once.
  return !loading && phase === 'waiting' ? 'done' : phase
}
