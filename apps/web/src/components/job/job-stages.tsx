import type { JobRow } from '@stowage/domain/job'
import clsx from 'clsx'
import { Check, Circle, CircleDashed, LoaderCircle, Minus } from 'lucide-react'
import { Moment } from '@/components/time/moment.tsx'
import { iconProps } from '@/components/ui/icon.ts'
import { type StageLine, stageLines } from './job-words.ts'

const looks: Record<StageLine['state'], { icon: typeof Check; className: string; said: string }> = {
  past: { icon: Check, className: 'text-in-use', said: 'reached' },
  now: { icon: LoaderCircle, className: 'text-link animate-pulse', said: 'now' },
  ahead: { icon: Circle, className: 'text-text-3', said: 'still to come' },
  skipped: { icon: Minus, className: 'text-text-3', said: 'not reached' },
}

/** The stages of a job with the times they began. */
export function JobStages({ job }: { job: JobRow }) {
  return (
    <ol className="flex flex-col">
      {stageLines(job).map((line) => {
        const { icon, className, said } = looks[line.state]
        const Glyph = line.stage === 'probing' && line.state === 'ahead' ? CircleDashed : icon
        const dim = line.state === 'ahead' || line.state === 'skipped'
        return (
          <li key={line.stage} className="flex min-h-8 items-center gap-2.5">
            <Glyph {...iconProps} className={clsx('shrink-0', className)} />
            <span className={dim ? 'text-text-3' : 'font-medium text-text'}>{line.word}</span>
            <span className="sr-only">{said}</span>
            <span className="ml-auto text-text-3">
              {line.at ? <Moment at={line.at} clock /> : line.state === 'skipped' ? 'not reached' : ''}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
