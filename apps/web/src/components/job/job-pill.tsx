import type { JobRow } from '@stowage/domain/job'
import { Ban, Check, CircleQuestionMark, Clock, LoaderCircle, ShieldX, X } from 'lucide-react'
import type { Icon } from '@/components/ui/icon.ts'
import { Pill, type Tone } from '@/components/ui/pill.tsx'
import { jobOutcome } from './job-words.ts'

const looks: Record<JobRow['state'], { tone: Tone; icon: Icon }> = {
  queued: { tone: 'idle', icon: Clock },
  sent: { tone: 'idle', icon: Clock },
  running: { tone: 'archived', icon: LoaderCircle },
  succeeded: { tone: 'in-use', icon: Check },
  failed: { tone: 'unreachable', icon: X },
  refused: { tone: 'orphaned', icon: ShieldX },
  indeterminate: { tone: 'unknown', icon: CircleQuestionMark },
  cancelled: { tone: 'idle', icon: Ban },
}

export function JobPill({ job }: { job: JobRow }) {
  const { tone, icon } = looks[job.state]
  const { word, sentence } = jobOutcome(job)
  return (
    <Pill tone={tone} icon={icon} hint={sentence}>
      {word}
    </Pill>
  )
}
