'use client'
import { useMutation } from '@tanstack/react-query'
import { Ruler } from 'lucide-react'
import { formatCount } from '@/lib/format-sum.ts'
import { trpc } from '@/lib/trpc.ts'
import { useRightReason } from '../auth/use-right.ts'
import { Button } from '../ui/button.tsx'
import { describe } from '../ui/error-panel.tsx'
import { toast } from '../ui/toast.tsx'

const idsMax = 200

interface Props {
  ids: readonly string[]
  /** It is being measured already. */
  measuring?: boolean
  reason?: string | null
}

/** "Measure now" for the writable layers of containers. The rows say "Measuring…" until the figures are there. */
export function MeasureLayers({ ids, measuring = false, reason = null }: Props) {
  const noRight = useRightReason('act')
  const measure = useMutation(
    trpc.containers.measure.mutationOptions({
      onSuccess: ({ asked }) => toast(`Measuring ${formatCount(asked, 'writable layer')}`),
    }),
  )
  const many = ids.length > idsMax ? `At most ${idsMax} containers at a time.` : null
  return (
    <>
      <Button
        icon={Ruler}
        size="sm"
        reason={noRight ?? reason ?? many ?? (measuring ? 'Its files are being counted.' : null)}
        busy={measure.isPending}
        onClick={() => measure.mutate({ ids: [...ids] })}
      >
        {measuring ? 'Measuring…' : 'Measure now'}
      </Button>
      {measure.isError ? (
        <span role="alert" className="text-sm text-unreachable">
          Not asked: {describe(measure.error).reason}
        </span>
      ) : null}
    </>
  )
}
