/** Bytes as the protocol takes them: whole, and no more than a number holds. A sparse file may claim to be larger. */
export const wholeBytes = (bytes: number): number => Math.min(Math.max(0, Math.round(bytes)), Number.MAX_SAFE_INTEGER)
