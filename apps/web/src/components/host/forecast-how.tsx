'use client'
import type { DiskForecast } from '@stowage/domain/history'
import { Info } from 'lucide-react'
import { Button } from '@/components/ui/button.tsx'
import { FactList } from '@/components/ui/fact-list.tsx'
import { Popover } from '@/components/ui/popover.tsx'

/** How a forecast was made and how far such forecasts were off. */
export function ForecastHow({ forecast }: { forecast: DiskForecast }) {
  const { method, daysMeasured, errorPoints } = forecast
  return (
    <Popover
      label="How this forecast is made"
      align="end"
      className="w-96 p-4"
      trigger={
        <Button size="sm" variant="ghost" icon={Info}>
          How
        </Button>
      }
    >
      <FactList
        facts={[
          ['Method', method],
          ['Days measured', String(daysMeasured)],
          [
            'Error so far',
            errorPoints === null
              ? 'Not known: no forecast is a week old yet'
              : `${errorPoints.toFixed(1)} points of the disk, the median of what came against what was forecast`,
          ],
        ]}
      />
    </Popover>
  )
}
