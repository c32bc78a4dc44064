import { formatBytes, formatDuration } from '@stowage/domain/format'
import type { ReadingDetail, Tree } from '@stowage/domain/reading'
import { filesText, type Sized, sizeWords } from '../size/size-words.ts'

/** Files a low-priority walk looks at in a second on a slow disk: an estimate, for people to decide on. */
const filesPerSecond = 5000

const whole = new Intl.NumberFormat('en')

/** What a first scan would cost: "Not scanned. Looking at 18,422 files (48.2 GiB) takes about 4 s at low priority." */
export function notScannedText(volume: Sized): string {
  const { files, sizePartial } = volume
  if (files === null || sizePartial) return 'Not scanned. How long it takes is not known: its files were not counted to the end.'
  const seconds = Math.ceil(files / filesPerSecond)
  const time = seconds <= 1 ? 'a moment' : `about ${formatDuration(seconds * 1000)}`
  const { kind, text } = sizeWords(volume)
  return `Not scanned. Looking at ${filesText(files)}${kind === 'known' ? ` (${text})` : ''} takes ${time} at low priority.`
}

/** How far an open scan is: "12,402 of about 18,422 files, 3.10 GiB so far." */
export function progressText(
  { state, files, bytes, reason }: Pick<ReadingDetail, 'state' | 'files' | 'bytes' | 'reason'>,
  of: number | null,
): string {
  if (state === 'asked') return reason ?? 'Asked; the host begins with it in a moment.'
  if (files === null) return 'Reading directories.'
  const known = of !== null && of >= files ? `${whole.format(files)} of about ${filesText(of)}` : filesText(files)
  return `${known}${bytes === null ? '' : `, ${formatBytes(bytes)}`} so far.`
}

/** Share of an open scan, 0 to 1; null while nobody can tell. */
export const progressShare = (files: number | null, of: number | null): number | null =>
  files === null || of === null || of === 0 || files > of ? null : files / of

/** What a scan found, in figures: "48.2 GiB in 18,422 files and 1,240 directories". */
export function treeText({ bytes, files, total, partial }: Tree): string {
  const least = partial ? 'at least ' : ''
  const directories = `${whole.format(total)} ${total === 1 ? 'directory' : 'directories'}`
  if (bytes === null) return `${least}${directories}`
  return `${least}${formatBytes(bytes)} in ${files === null ? '' : `${filesText(files)} and `}${directories}`
}

/** What the picture does not show, in sentences. */
export function treeDoubts({ partial, entries, total, reason }: Tree): string[] {
  return [
    ...(partial ? ['The time ran out before everything was seen: every figure here is at least so much.'] : []),
    ...(total > entries.length
      ? [
          `The ${whole.format(entries.length)} largest of ${whole.format(total)} directories are shown; what is in the others counts in the directory above them.`,
        ]
      : []),
    ...(reason ? [/[.!?]$/.test(reason) ? reason : `${reason}.`] : []),
  ]
}
