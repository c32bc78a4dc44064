/** Row numbers travel as base64 of 32-bit integers, big end first: 50,000 of them in 267 kB, made by Postgres in one aggregate. */

/** Throws when the text is not base64. */
export function unpackRefs(packed: string): number[] {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0))
  const view = new DataView(bytes.buffer)
  return Array.from({ length: bytes.length >> 2 }, (_, index) => view.getInt32(index * 4))
}
