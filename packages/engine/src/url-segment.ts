import { EngineError } from './engine-error.ts'

/** A name as one URL segment (H6); dockerode's own methods do not encode names. */
export function segment(name: string): string {
  if (name === '' || name === '.' || name === '..') throw new EngineError('reply', `Not a name: "${name}"`)
  return encodeURIComponent(name)
}
