import type { TimelineEvent } from '@stowage/domain/report'

/**
 * Which volumes may have been written to by what the engine tells: those mounted writable, and again when such a mount ends, for a
 * container that lives for a moment is in no list. The end of a mount does not say whether it was writable, so the beginning is remembered.
 */
export function mountNews(onWritten: (volume: string) => void, onRemoved: (volume: string) => void) {
  const readOnly = new Set<string>()
  return ({ action, volume, containerId, rw }: Pick<TimelineEvent, 'action' | 'volume' | 'containerId' | 'rw'>): void => {
    const mount = `${containerId} ${volume}`
    if (action === 'mounted' && rw === false) readOnly.add(mount)
    else if (action === 'mounted') onWritten(volume)
    else if (action === 'unmounted' && !readOnly.delete(mount)) onWritten(volume)
    else if (action === 'removed') onRemoved(volume)
  }
}
