'use client'
import type { VolumeRow } from '@stowage/domain/volume'
import { useZone } from '@/lib/use-zone.ts'
import { Absent } from '../table/cells.tsx'
import { instantText } from '../time/instant.ts'
import { Ago } from '../ui/time.tsx'
import { noMountWords } from './volume-words.ts'

export function LastMountCell({ volume }: { volume: VolumeRow }) {
  const zone = useZone()
  if (volume.lastMountedAt) return <Ago at={volume.lastMountedAt} />
  return <Absent {...noMountWords(volume, (at) => instantText(at, zone))} />
}
