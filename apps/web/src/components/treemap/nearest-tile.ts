interface Box {
  x: number
  y: number
  width: number
  height: number
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
}

/** Index of the tile an arrow key leads to: the closest one that lies on that side; undefined when there is none or it is no arrow. */
export function nearestTile(tiles: readonly Box[], from: number, key: string): number | undefined {
  const way = directions[key]
  const here = tiles[from]
  if (!way || !here) return undefined
  const [dx, dy] = way
  const center = ({ x, y, width, height }: Box) => [x + width / 2, y + height / 2] as const
  const [cx, cy] = center(here)
  let best: { index: number; cost: number } | undefined
  tiles.forEach((tile, index) => {
    if (index === from) return
    const [tx, ty] = center(tile)
    const ahead = (tx - cx) * dx + (ty - cy) * dy
    if (ahead <= 0) return
    const aside = Math.abs((tx - cx) * dy) + Math.abs((ty - cy) * dx)
    const cost = ahead + 2 * aside
    if (!best || cost < best.cost) best = { index, cost }
  })
  return best?.index
}
