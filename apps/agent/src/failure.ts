/** Why the agent cannot go on, in a line for whoever started it. Shown without a stack. */
export class Failure extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode = 2) {
    super(message)
    this.name = 'Failure'
    this.exitCode = exitCode
  }
}
