import type { Overview } from '@stowage/api/overview'
import { Link } from '../ui/link.tsx'
import { Panel } from '../ui/panel.tsx'
import { GrowerList } from './grower-list.tsx'
import { listHref } from './overview-tiles.ts'

/** What grew most in the whole fleet in a week. */
export const TopGrowers = ({ growers, scope }: { growers: Overview['growers']; scope: string | null }) => (
  <Panel
    title="Growing most"
    meta="in 7 days"
    actions={<Link href={listHref('/volumes', { scope, sort: '-growth' })}>Volumes by growth</Link>}
    flush
  >
    {growers.length === 0 ? (
      <p className="px-4 py-3 text-md text-text-2">
        Nothing grew that was measured for at least a day. Growth shows here from the second day on.
      </p>
    ) : (
      <GrowerList growers={growers} showHost />
    )}
  </Panel>
)
