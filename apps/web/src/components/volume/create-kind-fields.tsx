'use client'
import { Checkbox } from '@/components/ui/checkbox.tsx'
import { Field, Select } from '@/components/ui/input.tsx'
import { KeyValues } from '@/components/ui/key-values.tsx'
import type { Draft, Problems } from './create-draft.ts'
import { CifsFields, NfsFields } from './create-server-fields.tsx'
import { TextField } from './create-text-field.tsx'

interface Props {
  draft: Draft
  problems: Problems
  drivers: readonly { name: string; hosts: number }[]
  change: (part: Partial<Draft>) => void
}

/** The fields of the chosen kind. Problems show under a field once something is typed there or the form was sent. */
export function CreateKindFields({ draft, problems, drivers, change }: Props) {
  const { tmpfs, path, plugin } = draft
  switch (draft.kind) {
    case 'plain':
      return (
        <p className="text-base text-text-3">
          Every host gets a volume of its own. Same name does not make the data the same: nothing is shared between them.
        </p>
      )
    case 'nfs':
      return <NfsFields draft={draft} problems={problems} change={change} />
    case 'cifs':
      return <CifsFields draft={draft} problems={problems} change={change} />
    case 'tmpfs':
      return (
        <TextField
          label="Size limit"
          hint="A number with k, m or g. Its content is gone when the last container stops."
          error={problems['tmpfs.size']}
          value={tmpfs.size}
          onChange={(size) => change({ tmpfs: { size } })}
        />
      )
    case 'path':
      return (
        <div className="flex flex-col gap-3">
          <TextField
            label="Path on the host"
            placeholder="/srv/volumes/assets"
            hint="The directory must exist there, and the host's policy must list it. Removing the volume leaves the directory."
            error={problems['path.path']}
            value={path.path}
            onChange={(next) => change({ path: { ...path, path: next } })}
          />
          <Checkbox checked={path.readOnly} onChange={(readOnly) => change({ path: { ...path, readOnly } })}>
            Read only
          </Checkbox>
        </div>
      )
    case 'plugin':
      return (
        <div className="flex flex-col gap-3">
          <Field
            label="Plugin"
            hint={
              drivers.length === 0
                ? 'The chosen hosts name no volume plugin. Choose hosts first, or install one there.'
                : undefined
            }
            error={problems['plugin.driver']}
          >
            {(ids) => (
              <Select
                {...ids}
                value={plugin.driver}
                onChange={(event) => change({ plugin: { ...plugin, driver: event.currentTarget.value } })}
              >
                <option value="">Choose…</option>
                {drivers.map((driver) => (
                  <option key={driver.name} value={driver.name}>
                    {driver.name} · on {driver.hosts} of the chosen hosts
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <KeyValues
            noun="option"
            pairs={plugin.options}
            error={
              problems['plugin.options'] ??
              Object.entries(problems).find(([field]) => field.startsWith('plugin.') && field !== 'plugin.driver')?.[1]
            }
            onChange={(options) => change({ plugin: { ...plugin, options } })}
          />
        </div>
      )
  }
}
