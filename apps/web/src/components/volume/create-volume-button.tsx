'use client'
import { Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { parseAsBoolean, useQueryState } from 'nuqs'
import { useRightReason } from '@/components/auth/use-right.ts'
import { Button } from '@/components/ui/button.tsx'

const CreateVolume = dynamic(() => import('./create-volume.tsx').then((file) => file.CreateVolume), { ssr: false })

interface Props {
  /** Hosts chosen beforehand. */
  hostIds?: readonly string[]
  /** Why it cannot be used here, beside the right it needs. */
  reason?: string | null
  primary?: boolean
}

/** Opens the form, which is loaded only then; `?create=true` opens it by address. */
export function CreateVolumeButton({ hostIds, reason = null, primary = false }: Props) {
  const [open, setOpen] = useQueryState('create', parseAsBoolean.withDefault(false))
  const noRight = useRightReason('act')
  return (
    <>
      <Button variant={primary ? 'primary' : 'secondary'} icon={Plus} reason={noRight ?? reason} onClick={() => setOpen(true)}>
        Create volume
      </Button>
      {open ? <CreateVolume open hostIds={hostIds} onOpenChange={(next) => setOpen(next || null)} /> : null}
    </>
  )
}
