import { formatBytes } from '@stowage/domain/format'
import { formatCount, formatSum } from '../../lib/format-sum.ts'

interface Siblings {
  imageBytes: number | null
  layersBytes: number
  unknown: number
  containers: readonly unknown[]
}

/** "3 containers began from the same 140 MiB, which lie on the disk once. Their own layers hold ≥ 3.40 GiB." */
export function siblingsText({ imageBytes, layersBytes, unknown, containers }: Siblings): string {
  const count = containers.length
  const own = unknown === count ? 'an unknown amount' : formatSum(layersBytes, unknown)
  const image = imageBytes === null ? 'an image of unknown size' : formatBytes(imageBytes)
  if (count === 1) return `The only container of this image here: it began from ${image}, and its own layer holds ${own}.`
  return `${formatCount(count, 'container')} began from the same ${image}, on the disk once for all of them. Their own layers hold ${own} together.`
}

/** Widths of the bars, all on one scale, in percent; null where the size is unknown. */
export function barWidths(
  imageBytes: number | null,
  layers: readonly (number | null)[],
): { image: number; layers: (number | null)[] } {
  const most = Math.max(imageBytes ?? 0, ...layers.map((bytes) => bytes ?? 0), 1)
  const width = (bytes: number) => (bytes === 0 ? 0 : Math.max(0.5, (bytes / most) * 100))
  return { image: width(imageBytes ?? 0), layers: layers.map((bytes) => (bytes === null ? null : width(bytes))) }
}
