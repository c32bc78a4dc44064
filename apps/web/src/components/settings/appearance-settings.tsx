'use client'
import { Panel } from '@/components/ui/panel.tsx'
import { Segments } from '@/components/ui/segments.tsx'
import { setPreference, usePreference } from '@/lib/preference.ts'
import { setUtc, useIsUtc } from '@/lib/use-zone.ts'

const Row = ({ title, text, children }: { title: string; text: string; children: React.ReactNode }) => (
  <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-border py-3 not-last:border-b first:pt-0 last:pb-0">
    <div className="min-w-56 grow basis-0">
      <p className="text-md font-medium">{title}</p>
      <p className="text-base text-text-3">{text}</p>
    </div>
    {children}
  </div>
)

/** Choices of this browser; they change nothing for anyone else. */
export function AppearanceSettings() {
  const theme = usePreference('theme')
  const density = usePreference('density')
  const shortcuts = usePreference('shortcuts')
  const utc = useIsUtc()
  return (
    <div className="max-w-[720px]">
      <Panel title="Appearance" meta="kept in this browser">
        <Row title="Theme" text="System follows the setting of your device.">
          <Segments
            label="Theme"
            value={theme === 'light' || theme === 'dark' ? theme : 'system'}
            onChange={(value) => setPreference('theme', value === 'system' ? null : value)}
            options={[
              { value: 'system', label: 'System' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        </Row>
        <Row title="Times" text="The other zone is always one focus away.">
          <Segments
            label="Times"
            value={utc ? 'utc' : 'local'}
            onChange={(value) => setUtc(value === 'utc')}
            options={[
              { value: 'local', label: 'Local' },
              { value: 'utc', label: 'UTC' },
            ]}
          />
        </Row>
        <Row title="Rows" text="Height of the rows in lists.">
          <Segments
            label="Rows"
            value={density === 'compact' ? 'compact' : 'default'}
            onChange={(value) => setPreference('density', value === 'default' ? null : value)}
            options={[
              { value: 'default', label: 'Default' },
              { value: 'compact', label: 'Compact' },
            ]}
          />
        </Row>
        <Row title="Single-key shortcuts" text="Press ? for the map. ⌘K and Esc work either way.">
          <Segments
            label="Single-key shortcuts"
            value={shortcuts === 'off' ? 'off' : 'on'}
            onChange={(value) => setPreference('shortcuts', value === 'off' ? 'off' : null)}
            options={[
              { value: 'on', label: 'On' },
              { value: 'off', label: 'Off' },
            ]}
          />
        </Row>
      </Panel>
    </div>
  )
}
