import type { JobStage } from '@stowage/domain/job'

type Send = (jobId: string, attempt: number, stage: JobStage) => Promise<unknown>

/** Stages of jobs on their way to the server, in order. They are news, not facts: without a session they are dropped. */
export class Progress {
  private send: Send | null = null
  private tail: Promise<void> = Promise.resolve()

  open(send: Send): void {
    this.send = send
  }

  close(): void {
    this.send = null
  }

  tell(jobId: string, attempt: number, stage: JobStage): void {
    const { send } = this
    if (!send) return
    this.tail = this.tail
      .then(() => send(jobId, attempt, stage))
      .then(
        () => {},
        () => {},
      )
  }

  /** When all stages told so far are out, so that no result overtakes them. */
  sent(): Promise<void> {
    return this.tail
  }
}
