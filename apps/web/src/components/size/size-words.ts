import { formatBytes } from '@stowage/domain/format'
import type { VolumeRow } from '@stowage/domain/volume'

/** What the words of a size read of a volume. */
export type Sized = Pick<
  VolumeRow,
  'sizeBytes' | 'sizeReason' | 'sizePartial' | 'sizeAtMostBytes' | 'sizeApparentBytes' | 'sizeBasis' | 'sizeMethod' | 'files'
>

export interface SizeWords {
  /** `known`: a figure of this volume; `bound`: only what it cannot exceed; `unknown`: neither. */
  kind: 'known' | 'bound' | 'unknown'
  text: string
  /** What the text alone does not tell: how sure it is and why; null when there is nothing to add. */
  why: string | null
}

/** Size of a volume in the words of a cell: "48.2 GiB", "≥ 12.0 GiB", "0 B", "at most 500 GiB", "Unknown". Never 0 for the unknown. */
export function sizeWords(volume: Sized): SizeWords {
  const { sizeBytes, sizePartial, sizeAtMostBytes, sizeReason } = volume
  const reason = sentence(sizeReason ?? 'Not measured yet')
  if (sizeBytes === null) {
    if (sizeAtMostBytes === null) return { kind: 'unknown', text: 'Unknown', why: reason }
    const bound = formatBytes(sizeAtMostBytes)
    return { kind: 'bound', text: `at most ${bound}`, why: `${bound} is used on the whole file system behind it. ${reason}` }
  }
  const text = formatBytes(sizeBytes)
  if (sizePartial)
    return { kind: 'known', text: `≥ ${text}`, why: `At least ${text}: the time ran out before all files were counted.` }
  if (volume.files === 0 && volume.sizeMethod === 'du') {
    return { kind: 'known', text: '0 B', why: `No files. Its directories take ${text} on the disk.` }
  }
  return { kind: 'known', text, why: apparentWords(volume) }
}

/** Every file ends somewhere in its last block: smaller differences say nothing. */
const worthTelling = 0.1

/** Where what the files say and what the disk holds differ, both; else null. */
export function apparentWords({ sizeBytes, sizeApparentBytes, sizeBasis, sizePartial }: Sized): string | null {
  if (sizeBytes === null || sizeApparentBytes === null || sizeBasis !== 'allocated' || sizePartial) return null
  if (Math.abs(sizeBytes - sizeApparentBytes) < Math.max(sizeBytes, sizeApparentBytes) * worthTelling) return null
  const sparse = sizeApparentBytes > sizeBytes * 2 ? ': files with holes' : ''
  return `${formatBytes(sizeBytes)} on the disk, ${formatBytes(sizeApparentBytes)} in its files${sparse}.`
}

const whole = new Intl.NumberFormat('en')

/** "18,422 files", "1 file". */
export const filesText = (files: number): string => `${whole.format(files)} ${files === 1 ? 'file' : 'files'}`

const methods = {
  du: 'counted file by file on the host, as du does',
  engine: 'as Docker reports it',
  statfs: 'as its file system reports it',
}

/** How the figure was found, in words. */
export const methodText = (method: VolumeRow['sizeMethod']): string | null => (method ? methods[method] : null)

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)
