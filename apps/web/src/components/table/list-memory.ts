/** Where a list was left, for Back: as long as the tab lives, never in the address. */
export interface ListPlace {
  top: number
  activeId: string | null
  column: number
}

const places = new Map<string, ListPlace>()

export const recallPlace = (key: string): ListPlace => places.get(key) ?? { top: 0, activeId: null, column: 0 }
export const keepPlace = (key: string, place: Partial<ListPlace>) => places.set(key, { ...recallPlace(key), ...place })
