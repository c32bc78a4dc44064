'use client'
import type { JobRow } from '@stowage/domain/job'
import { skipToken, useMutation, useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useRightReason } from '@/components/auth/use-right.ts'
import { Page } from '@/components/shell/page.tsx'
import { clockText } from '@/components/time/instant.ts'
import { Moment } from '@/components/time/moment.tsx'
import { useNow } from '@/components/time/use-now.ts'
import { Button } from '@/components/ui/button.tsx'
import { describe, ErrorPanel } from '@/components/ui/error-panel.tsx'
import { FactList } from '@/components/ui/fact-list.tsx'
import { Link } from '@/components/ui/link.tsx'
import { NotHere } from '@/components/ui/not-here.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx'
import { Strip } from '@/components/ui/strip.tsx'
import { HostText, Mono } from '@/components/ui/text.tsx'
import { isUuid, notFound } from '@/lib/not-found.ts'
import { shortHex } from '@/lib/short-hex.ts'
import { trpc } from '@/lib/trpc.ts'
import { useZone } from '@/lib/use-zone.ts'
import { JobPill } from './job-pill.tsx'
import { JobStages } from './job-stages.tsx'
import { cancelWords, isOpen, jobOutcome, jobTitle } from './job-words.ts'

const quietMs = 30_000

/** The record of one job: what was asked, how far it came, how it ended. */
export function JobPage() {
  const id = useSearchParams().get('id')
  const known = isUuid(id) ? id : null
  const query = useQuery({
    ...trpc.jobs.get.queryOptions(known ? { id: known } : skipToken),
    // The stream tells of changes; this is the backstop for a job in flight.
    refetchInterval: (current) => (current.state.data && isOpen(current.state.data) ? 5_000 : false),
  })
  const job = query.data
  if (!known || (!job && notFound(query.error)))
    return (
      <Page title="Job">
        <Panel>
          <NotHere what="job" list={{ href: '/jobs', label: 'All jobs' }} />
        </Panel>
      </Page>
    )
  return (
    <Page title={job ? <HostText>{jobTitle(job)}</HostText> : 'Job'} meta={job ? <JobPill job={job} /> : null}>
      <Loading loading={query.isPending} skeleton={<Skeleton className="h-64 w-full" />}>
        {() =>
          job ? (
            <JobRecord job={job} />
          ) : (
            <Panel>
              <ErrorPanel
                what="Can't load this job. It goes on without this page."
                error={query.error}
                onRetry={() => query.refetch()}
              />
            </Panel>
          )
        }
      </Loading>
    </Page>
  )
}

function JobRecord({ job }: { job: JobRow }) {
  const zone = useZone()
  const now = useNow(1000)
  const noRight = useRightReason('act')
  const cancel = useMutation(trpc.jobs.cancel.mutationOptions())
  const outcome = jobOutcome(job)
  const sent = job.stages.find((entry) => entry.stage === 'removing' || entry.stage === 'creating')
  const words = cancelWords(job, sent ? clockText(sent.at, zone) : null)
  const quiet = job.state === 'running' && now.getTime() - job.lastNewsAt.getTime() > quietMs
  const open = isOpen(job)
  return (
    <>
      {quiet ? (
        <Strip tone="stale">No progress since {clockText(job.lastNewsAt, zone)}. The agent has not said more.</Strip>
      ) : (
        <Strip tone={outcome.tone === 'bad' ? 'unreachable' : outcome.tone === 'warn' ? 'warning' : 'info'}>
          <HostText>{outcome.sentence}</HostText>
        </Strip>
      )}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <Panel
          title="Stages"
          actions={
            open ? (
              <Button
                size="sm"
                reason={words.enabled ? noRight : words.text}
                busy={cancel.isPending}
                onClick={() => cancel.mutate({ id: job.id })}
              >
                Cancel job
              </Button>
            ) : null
          }
        >
          <JobStages job={job} />
          {open ? (
            <p className="pt-3 text-sm text-text-3">{words.enabled ? `Cancelling: ${lower(words.text)}` : words.text}</p>
          ) : null}
          {cancel.isError ? <p className="pt-2 text-base text-unreachable">{describe(cancel.error).reason}</p> : null}
        </Panel>
        <Panel title="What was asked">
          <FactList
            facts={[
              [
                'Volume',
                job.volumeId ? (
                  <Link key="volume" href={`/volume?id=${job.volumeId}`} className="font-mono">
                    <HostText>{shortHex(job.volumeName)}</HostText>
                  </Link>
                ) : (
                  <Mono key="volume">{shortHex(job.volumeName)}</Mono>
                ),
              ],
              [
                'Host',
                <Link key="host" href={`/host?id=${job.hostId}`}>
                  {job.hostName}
                </Link>,
              ],
              ['Asked by', job.requestedBy],
              ['Asked', <Moment key="asked" at={job.createdAt} />],
              ['Started', job.startedAt ? <Moment key="started" at={job.startedAt} /> : '—'],
              ['Ended', job.finishedAt ? <Moment key="ended" at={job.finishedAt} /> : '—'],
              ['Attempt', `${Math.max(1, job.attempt)}`],
              ['Code', job.code ? <Mono key="code">{job.code}</Mono> : '—'],
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

const lower = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`
