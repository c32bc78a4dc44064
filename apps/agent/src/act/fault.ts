/** The moments around a job at which a test may kill the agent (FA1). */
export const faultPoints = [
  'crashBeforeAccepted',
  'crashAfterAccepted',
  'crashBeforeExecuting',
  'crashAfterExecuting',
  'crashBeforeExec',
  'crashAfterExec',
  'crashBeforeConfirm',
  'crashAfterConfirm',
  'crashBeforeDone',
  'crashAfterDone',
  'crashBeforeResult',
  'crashAfterResult',
] as const
export type FaultPoint = (typeof faultPoints)[number]
export type Fault = (point: FaultPoint) => void

export const noFault: Fault = () => {}

/** Kills this process without a goodbye at the chosen point; null or an unknown name never does. */
export const killAt =
  (chosen: string | null): Fault =>
  (point) => {
    if (point === chosen) process.kill(process.pid, 'SIGKILL')
  }
