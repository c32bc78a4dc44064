import { shortHex } from '@/lib/short-hex.ts'
import { CopyButton } from './copy-button.tsx'
import { HostText } from './text.tsx'

/** Labels or options as `key=value`; long digests are shortened and can be copied whole. */
export const Pairs = ({ of, label }: { of: Record<string, string>; label: string }) => (
  <ul className="flex flex-col gap-1">
    {Object.entries(of).map(([key, value]) => {
      const short = shortHex(value)
      return (
        <li key={key} className="flex items-start gap-1 text-sm">
          <span className="line-clamp-4 min-w-0 font-mono [overflow-wrap:anywhere]">
            <span className="text-text-2">
              <HostText>{key}</HostText>
            </span>
            ={short ? <HostText>{short}</HostText> : null}
          </span>
          {short === value ? null : (
            <span className="-my-1.5 shrink-0">
              <CopyButton text={value} label={`Copy the ${label} ${key}`} />
            </span>
          )}
        </li>
      )
    })}
  </ul>
)
