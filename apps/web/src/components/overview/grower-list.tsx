import type { Grower } from '@stowage/domain/history'
import { shortName } from '@/lib/short-name.ts'
import { Link } from '../ui/link.tsx'
import { HostText } from '../ui/text.tsx'
import { deltaText, growerHref, growerNoun, shareText } from './grower-words.ts'

/** Who grew, largest first. `host` per row where they are of several. */
export const GrowerList = ({ growers, showHost }: { growers: readonly (Grower & { host: string })[]; showHost: boolean }) => (
  <ol>
    {growers.map((grower) => {
      const share = shareText(grower.share, grower.host)
      return (
        <li
          key={`${grower.kind}-${grower.id}`}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-border px-4 py-2 not-last:border-b"
        >
          <Link href={growerHref(grower)} className="min-w-0 truncate font-medium" data-tip={grower.name}>
            <HostText>{shortName(grower.name)}</HostText>
          </Link>
          <span className="text-right font-medium">{deltaText(grower.deltaBytes)}</span>
          <span className="min-w-0 truncate text-sm text-text-3">
            {growerNoun(grower.kind)}
            {showHost ? (
              <>
                {' on '}
                <HostText>{grower.host}</HostText>
              </>
            ) : null}
          </span>
          <span className="text-right text-sm text-text-3">{share}</span>
        </li>
      )
    })}
  </ol>
)
