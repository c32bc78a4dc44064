'use client'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { PlotData } from './plot-data.ts'
import { plotOptions } from './plot-options.ts'
import { useTheme } from './plot-theme.ts'

interface Props {
  data: PlotData
  height: number
  zone: string
  unit: 'bytes' | 'count'
  /** Index of the point to mark, chosen by the keys; null = where the pointer is, if anywhere. */
  marked: number | null
  onCursor: (index: number | null) => void
}

/** The drawing itself. Its code comes only with a page that shows a chart. */
export default function Plot({ data, height, zone, unit, marked, onCursor }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const drawn = useRef<uPlot | null>(null)
  const tell = useRef(onCursor)
  tell.current = onCursor
  const theme = useTheme()

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the theme on screen
  useEffect(() => {
    const element = box.current
    if (!element) return
    const font = getComputedStyle(element).fontFamily
    const width = Math.max(200, element.clientWidth)
    const plot = new uPlot(
      plotOptions(data, { width, height, zone, unit, font, onCursor: (index) => tell.current(index) }),
      [[...data.times], ...data.series.map(({ values }) => [...values])],
      element,
    )
    drawn.current = plot
    const watch = new ResizeObserver(() => plot.setSize({ width: Math.max(200, element.clientWidth), height }))
    watch.observe(element)
    return () => {
      watch.disconnect()
      plot.destroy()
      drawn.current = null
    }
  }, [data, height, zone, unit, theme])

  useEffect(() => {
    const plot = drawn.current
    const second = marked === null ? undefined : data.times[marked]
    if (!plot) return
    plot.setCursor(
      second === undefined ? { left: -10, top: -10 } : { left: plot.valToPos(second, 'x'), top: 1 },
      second !== undefined,
    )
  }, [marked, data])

  return <div ref={box} className="w-full overflow-hidden" style={{ height }} />
}
