/** Where a key leads from `current` among `stops`; undefined when the key means nothing here. */
export function moveStop(stops: readonly number[], current: number | null, key: string): number | undefined {
  const last = stops.length - 1
  if (last < 0) return undefined
  const at = current === null ? -1 : stops.indexOf(current)
  const target: Record<string, number> = {
    ArrowRight: at + 1,
    ArrowLeft: at < 0 ? last : at - 1,
    PageDown: at + 10,
    PageUp: at < 0 ? last : at - 10,
    Home: 0,
    End: last,
  }
  const next = target[key]
  return next === undefined ? undefined : stops[Math.min(last, Math.max(0, next))]
}
