import { EngineError } from './engine-error.ts'

/** What this code was written for: 20.10 speaks up to 1.41, 29.3 and later refuse below 1.40 (A1). */
const oursMin = '1.40'
const oursMax = '1.52'

/** -1, 0 or 1, by number: 1.9 is older than 1.40. */
export function compareVersions(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number)
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number)
  return Math.sign(aMajor - bMajor || aMinor - bMinor)
}

export const atLeast = (version: string, wanted: string): boolean => compareVersions(version, wanted) >= 0

/**
 * The newest API version that both sides speak (A1, B12).
 * @throws EngineError `version` when there is none.
 */
export function pinApiVersion(engine: { max: string; min: string | null; version: string }): string {
  const pinned = atLeast(engine.max, oursMax) ? oursMax : engine.max
  if (!/^\d+\.\d+$/.test(pinned)) throw new EngineError('version', `The engine names an API version that is none: ${engine.max}`)
  if (!atLeast(pinned, oursMin)) {
    throw new EngineError(
      'version',
      `Docker ${engine.version} speaks the API up to ${engine.max}; Stowage needs ${oursMin} (Docker 19.03).`,
    )
  }
  if (engine.min !== null && !atLeast(pinned, engine.min)) {
    throw new EngineError(
      'version',
      `Docker ${engine.version} asks for API ${engine.min} or newer; this Stowage speaks up to ${oursMax}.`,
    )
  }
  return pinned
}
