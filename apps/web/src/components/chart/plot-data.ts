/** Colours of a chart, as the names of their tokens. */
export type ChartToken =
  | 'chart-in-use'
  | 'chart-idle'
  | 'chart-orphaned'
  | 'chart-layers'
  | 'chart-images'
  | 'chart-logs'
  | 'chart-other'
  | 'text-3'

export interface PlotSeries {
  label: string
  token: ChartToken
  values: readonly (number | null)[]
  look: 'area' | 'line' | 'dashed' | 'hidden'
}

/** What a time chart draws. All series share `times`, in seconds. */
export interface PlotData {
  times: readonly number[]
  series: readonly PlotSeries[]
  /** Filled between two series, by index. */
  band: { upper: number; lower: number; token: ChartToken } | null
  /** Seconds at the left and right end. */
  from: number
  to: number
  /** At least so much of the upward axis is shown. */
  max: number
}
