import { Link } from '@/components/ui/link.tsx'
import { MiddleCut } from '@/components/ui/text.tsx'
import { shortName } from '@/lib/short-name.ts'

interface Props {
  volume: { id: string; name: string; anonymous: boolean }
  link?: boolean
}

/** A volume's name in a list. The full name is on its page, with a copy button. */
export function VolumeName({ volume, link = false }: Props) {
  const text = (
    <>
      <MiddleCut text={shortName(volume.name)} className="font-mono" />
      {volume.anonymous ? <span className="shrink-0 font-sans text-text-3">anonymous</span> : null}
    </>
  )
  return link ? (
    <Link href={`/volume?id=${volume.id}`} className="inline-flex max-w-full min-w-0 items-baseline gap-2">
      {text}
    </Link>
  ) : (
    <span className="inline-flex max-w-full min-w-0 items-baseline gap-2">{text}</span>
  )
}
