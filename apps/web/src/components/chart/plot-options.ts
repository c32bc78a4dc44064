import uPlot from 'uplot'
import type { PlotData, PlotSeries } from './plot-data.ts'
import { tokenColor } from './plot-theme.ts'
import { byteSteps, byteTick, countSteps, countTick, timeTick } from './ticks.ts'

export interface PlotLook {
  width: number
  height: number
  zone: string
  unit: 'bytes' | 'count'
  /** Family of the text around, for the axes. */
  font: string
  onCursor: (index: number | null) => void
}

/** Options of one drawing. Colours are read from the tokens now, so a change of theme draws anew. */
export function plotOptions(data: PlotData, look: PlotLook): uPlot.Options {
  const { width, height, zone, unit, font } = look
  const spanMs = (data.to - data.from) * 1000
  const text = tokenColor('text-3')
  const grid = { stroke: tokenColor('border'), width: 1 }
  const axis = { stroke: text, font: `11px ${font}`, grid, ticks: { show: false } }
  return {
    width,
    height,
    tzDate: (second) => uPlot.tzDate(new Date(second * 1000), zone),
    padding: [8, 12, 0, 0],
    legend: { show: false },
    cursor: {
      drag: { x: false, y: false },
      y: false,
      points: { size: 7, fill: tokenColor('surface') },
    },
    scales: {
      x: { time: true, range: [data.from, data.to] },
      y: { range: (_self, _min, max) => [0, Math.max(data.max, max || 0, 1) * 1.06] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        ticks: { show: true, stroke: grid.stroke, width: 1, size: 4 },
        space: 72,
        size: 28,
        ...daySteps(spanMs),
        values: (_self, seconds) => seconds.map((second) => timeTick(new Date(second * 1000), spanMs, zone)),
      },
      {
        ...axis,
        size: 64,
        space: 44,
        incrs: [...(unit === 'bytes' ? byteSteps : countSteps)],
        values: (_self, values) => values.map(unit === 'bytes' ? byteTick : countTick),
      },
    ],
    series: [{}, ...data.series.map(seriesOptions)],
    bands: data.band
      ? [{ series: [data.band.upper + 1, data.band.lower + 1], fill: translucent(tokenColor(data.band.token), 22) }]
      : [],
    hooks: { setCursor: [(self) => look.onCursor(self.cursor.idx ?? null)] },
  }
}

/** Between two days and half a year labels are days, so no two of them may be within one. */
const daySteps = (spanMs: number): { incrs?: number[] } =>
  spanMs > 49 * 3_600_000 && spanMs <= 200 * 86_400_000
    ? { incrs: [1, 2, 3, 5, 7, 10, 14, 21, 28].map((days) => days * 86_400) }
    : {}

function seriesOptions({ label, token, look }: PlotSeries): uPlot.Series {
  const stroke = tokenColor(token)
  return {
    label,
    stroke: look === 'hidden' ? 'transparent' : stroke,
    width: look === 'dashed' ? 1.5 : 2,
    ...(look === 'area' ? { fill: translucent(stroke, 14) } : {}),
    ...(look === 'dashed' ? { dash: [5, 4] } : {}),
    points: { show: false },
    spanGaps: false,
  }
}

const translucent = (color: string, percent: number) => `color-mix(in srgb, ${color} ${percent}%, transparent)`
