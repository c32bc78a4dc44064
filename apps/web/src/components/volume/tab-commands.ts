import type { VolumeRow } from '@stowage/domain/volume'
import { type Commands, contentsCommands, historyCommands, showCommands } from './volume-commands.ts'

/** What the tab on screen shows, as commands. */
export function tabCommands(volume: VolumeRow, tab: string | null, origin: string): Commands {
  if (tab === 'contents') return contentsCommands(volume, origin)
  if (tab === 'history') return historyCommands(volume, origin)
  return showCommands(volume, origin)
}
