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
  /** Volumes by id, or every one on a host. */
  of: { ids: readonly string[] } | { hostId: string }
  /** "on web-01", for the words of success. */
  where?: string
  /** They are being measured already. */
  measuring?: boolean
  reason?: string | null
  size?: 'sm' | 'md'
  children?: string
}

/** "Measure now": asks the hosts to count these volumes before anything else. The rows say "Measuring…" until the figures are there. */
export function MeasureNow({ of, where = '', measuring = false, reason = null, size = 'md', children = 'Measure now' }: Props) {
  const noRight = useRightReason('act')
  const measure = useMutation(
    trpc.volumes.measure.mutationOptions({
      onSuccess: ({ asked }) => toast(`Measuring ${formatCount(asked, 'volume')} ${where}`.trim()),
    }),
  )
  const many = 'ids' in of && of.ids.length > idsMax ? `At most ${idsMax} volumes at a time.` : null
  return (
    <>
      <Button
        icon={Ruler}
        size={size}
        reason={noRight ?? reason ?? many ?? (measuring ? 'Its files are being counted.' : null)}
        busy={measure.isPending}
        onClick={() => measure.mutate('ids' in of ? { ids: [...of.ids] } : of)}
      >
        {measuring ? 'Measuring…' : children}
      </Button>
      {measure.isError ? (
        <span role="alert" className="text-sm text-unreachable">
          Not asked: {describe(measure.error).reason}
        </span>
      ) : null}
    </>
  )
}
