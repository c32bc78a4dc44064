import clsx from 'clsx'
import NextLink from 'next/link'
import type { Tile } from './overview-tiles.ts'

const figures: Record<Tile['tone'], string> = {
  plain: 'text-text',
  orphaned: 'text-orphaned',
  unknown: 'text-text',
  unreachable: 'text-unreachable',
}

/** A figure that opens the list it was counted from. */
export function TileLink({ tile }: { tile: Tile }) {
  const [number = '', ...unit] = splitFigure(tile.figure)
  return (
    <NextLink
      href={tile.href}
      prefetch={false}
      className="flex min-h-28 grow flex-col rounded-md border border-border bg-surface px-4 py-3 transition-colors hover:border-border-strong hover:bg-hover"
    >
      <span className="text-base font-medium text-text-2">{tile.label}</span>
      <span className={clsx('mt-1 text-2xl font-semibold', figures[tile.tone])}>
        {number}
        {unit.length > 0 ? ' ' : null}
        {unit.length > 0 ? <span className="text-lg font-medium text-text-2">{unit.join(' ')}</span> : null}
      </span>
      <span className="pt-1 text-sm text-text-3">{tile.caption}</span>
      {tile.without ? <span className="text-sm text-text-3">{tile.without}</span> : null}
    </NextLink>
  )
}

/** "≥ 3.2 GiB" → the figure large, the unit smaller. */
const splitFigure = (figure: string): string[] => {
  const [, number, unit] = /^((?:≥ |[+−])?[\d.,]+(?: %| of [\d.,]+)?) (.+)$/.exec(figure) ?? []
  return number && unit ? [number, unit] : [figure]
}
