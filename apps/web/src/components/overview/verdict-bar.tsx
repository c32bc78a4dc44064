import type { Overview } from '@stowage/api/overview'
import NextLink from 'next/link'
import { useId } from 'react'
import { Panel } from '@/components/ui/panel.tsx'
import { overviewVerdicts, type Verdict, withoutText } from './overview-tiles.ts'

const fills: Record<Verdict['state'], string> = {
  used: 'fill-chart-in-use',
  protected: 'fill-protected',
  orphan: 'fill-chart-orphaned',
  unknown: 'fill-unknown-bg stroke-border-strong [stroke-dasharray:3_2]',
}

/** All volumes as one bar by verdict. Pattern and label tell what colour tells. */
export function VerdictBar({ overview, scope }: { overview: Overview; scope: string | null }) {
  const hatch = useId()
  const verdicts = overviewVerdicts(overview, scope)
  const total = overview.volumes.total
  const without = withoutText(overview)
  let at = 0
  return (
    <Panel
      title="Volumes by verdict"
      meta={`${new Intl.NumberFormat('en').format(total)} volumes${without ? ` · hosts that do not report are shown as last seen` : ''}`}
    >
      {total === 0 ? (
        <p className="text-md text-text-2">No volumes. Containers keep their data in writable layers or bind mounts.</p>
      ) : (
        <div className="flex flex-col gap-3">
          <svg className="h-4 w-full" aria-hidden="true">
            <defs>
              <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="6" height="6" className="fill-chart-orphaned" />
                <rect width="2" height="6" className="fill-surface" opacity="0.45" />
              </pattern>
            </defs>
            {verdicts
              .filter((verdict) => verdict.count > 0)
              .map((verdict) => {
                const share = (verdict.count / total) * 100
                const x = at
                at += share
                return (
                  <svg key={verdict.state} x={`${x}%`} width={`${share}%`} height="16" aria-hidden="true">
                    <rect
                      x="0.5"
                      y="0.5"
                      height="15"
                      width="100%"
                      rx="2"
                      className={`${fills[verdict.state]} ${verdict.state === 'unknown' ? '' : 'stroke-surface'}`}
                      {...(verdict.state === 'orphan' ? { fill: `url(#${hatch})`, className: 'stroke-surface' } : {})}
                    />
                  </svg>
                )
              })}
          </svg>
          <ul className="flex flex-wrap gap-x-6 gap-y-1.5">
            {verdicts.map((verdict) => (
              <li key={verdict.state}>
                <NextLink
                  href={verdict.href}
                  prefetch={false}
                  className="flex items-center gap-2 rounded-sm text-base text-text-2 hover:text-text hover:underline touch:min-h-11"
                >
                  <svg className="size-3" aria-hidden="true">
                    <rect
                      x="0.5"
                      y="0.5"
                      width="11"
                      height="11"
                      rx="2"
                      className={verdict.state === 'orphan' ? '' : fills[verdict.state]}
                      {...(verdict.state === 'orphan' ? { fill: `url(#${hatch})` } : {})}
                    />
                  </svg>
                  {verdict.word}
                  <span className="font-medium text-text">{new Intl.NumberFormat('en').format(verdict.count)}</span>
                </NextLink>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  )
}
