/** One line of the table. Times are milliseconds, sizes MB of 10^6 bytes, processor use percent of one core. */
export type Figure = {
  what: string
  unit: 'ms' | 'MB' | '% of a core' | 'shift' | 'rows' | 'frames/s'
  ours: number
  /** Measured in the same run, in the same unit. */
  peer: { what: string; value: number } | null
  /** The most that is allowed of `ours`, or of `ours` divided by the peer's, or the least of `ours`; null = for comparison only. */
  target: { of: 'value' | 'ratio'; most: number } | { of: 'value'; least: number } | null
  /** Told with `--json` only. */
  isDetail?: boolean
}

export const ratioOf = ({ ours, peer }: Figure): number | null => (peer && peer.value > 0 ? ours / peer.value : null)

/** Null when there is no target. */
export function isMet(figure: Figure): boolean | null {
  if (!figure.target) return null
  const held = figure.target.of === 'value' ? figure.ours : ratioOf(figure)
  if (held === null) return null
  return 'least' in figure.target ? held >= figure.target.least : held <= figure.target.most
}
