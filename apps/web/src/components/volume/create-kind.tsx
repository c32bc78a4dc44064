'use client'
import { Database, FolderTree, HardDrive, MemoryStick, Network, Puzzle } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { type Icon, iconProps } from '@/components/ui/icon.ts'
import { type Kind, kinds } from './create-draft.ts'

const words: Record<Kind, { icon: Icon; word: string; text: string }> = {
  plain: { icon: Database, word: 'Plain', text: "on each host's own disk" },
  nfs: { icon: Network, word: 'NFS', text: 'an export of a server' },
  cifs: { icon: HardDrive, word: 'CIFS', text: 'a Windows or Samba share' },
  tmpfs: { icon: MemoryStick, word: 'tmpfs', text: 'in memory, lost on stop' },
  path: { icon: FolderTree, word: 'Path', text: 'a directory of the host' },
  plugin: { icon: Puzzle, word: 'Plugin', text: 'a driver on the hosts' },
}

export const CreateKind = ({ value, onChange }: { value: Kind; onChange: (kind: Kind) => void }) => (
  <fieldset className="flex flex-col gap-1.5">
    <legend className="pb-1.5 text-base font-medium">Kind</legend>
    <RadioGroup.Root
      aria-label="Kind"
      value={value}
      onValueChange={(next) => {
        const kind = kinds.find((each) => each === next)
        if (kind) onChange(kind)
      }}
      className="grid grid-cols-2 gap-2 sm:grid-cols-3"
    >
      {kinds.map((kind) => {
        const { icon: Glyph, word, text } = words[kind]
        return (
          <RadioGroup.Item
            key={kind}
            value={kind}
            className="flex items-start gap-2 rounded-md border border-border bg-surface px-2.5 py-2 text-left hover:border-border-strong hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-selected"
          >
            <Glyph {...iconProps} className="mt-0.5 shrink-0 text-text-2" />
            <span className="min-w-0">
              <span className="block text-base font-medium">{word}</span>
              <span className="block text-sm text-text-3">{text}</span>
            </span>
          </RadioGroup.Item>
        )
      })}
    </RadioGroup.Root>
  </fieldset>
)
