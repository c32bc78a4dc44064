'use client'
import { Checkbox } from '@/components/ui/checkbox.tsx'
import { Field, Input, Select } from '@/components/ui/input.tsx'
import { KeyValues } from '@/components/ui/key-values.tsx'
import type { Draft, Problems } from './create-draft.ts'

interface Props {
  draft: Draft
  problems: Problems
  drivers: readonly { name: string; hosts: number }[]
  change: (part: Partial<Draft>) => void
}

interface TextProps {
  label: string
  hint?: string
  error: string | undefined
  value: string
  placeholder?: string
  type?: 'text' | 'password'
  onChange: (value: string) => void
}

const Text = ({ label, hint, error, value, placeholder, type = 'text', onChange }: TextProps) => (
  <Field label={label} hint={hint} error={error}>
    {(ids) => (
      <Input
        {...ids}
        type={type}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete={type === 'password' ? 'new-password' : 'off'}
        className="font-mono"
        onChange={(event) => onChange(type === 'password' ? event.currentTarget.value : event.currentTarget.value.trim())}
      />
    )}
  </Field>
)

const columns = 'grid grid-cols-1 gap-3 sm:grid-cols-2'

/** The fields of the chosen kind. Problems show under a field once something is typed there or the form was sent. */
export function CreateKindFields({ draft, problems, drivers, change }: Props) {
  const { nfs, cifs, tmpfs, path, plugin } = draft
  switch (draft.kind) {
    case 'plain':
      return (
        <p className="text-base text-text-3">
          Every host gets a volume of its own. Same name does not make the data the same: nothing is shared between them.
        </p>
      )
    case 'nfs':
      return (
        <div className="flex flex-col gap-3">
          <div className={columns}>
            <Text
              label="Server"
              placeholder="nas-01"
              error={problems['nfs.server']}
              value={nfs.server}
              onChange={(server) => change({ nfs: { ...nfs, server } })}
            />
            <Text
              label="Exported path"
              placeholder="/exports/assets"
              error={problems['nfs.path']}
              value={nfs.path}
              onChange={(next) => change({ nfs: { ...nfs, path: next } })}
            />
            <Field label="NFS version">
              {(ids) => (
                <Select
                  {...ids}
                  value={nfs.version}
                  onChange={(event) => {
                    const version = (['4.2', '4.1', '4.0', '3'] as const).find((each) => each === event.currentTarget.value)
                    if (version) change({ nfs: { ...nfs, version } })
                  }}
                >
                  <option>4.2</option>
                  <option>4.1</option>
                  <option>4.0</option>
                  <option>3</option>
                </Select>
              )}
            </Field>
            <Field
              label="When the server is silent"
              hint={
                nfs.soft
                  ? 'Soft: writes fail after a while and may be lost.'
                  : 'Hard: programs wait until it answers; nothing is lost.'
              }
            >
              {(ids) => (
                <Select
                  {...ids}
                  value={nfs.soft ? 'soft' : 'hard'}
                  onChange={(event) => change({ nfs: { ...nfs, soft: event.currentTarget.value === 'soft' } })}
                >
                  <option value="hard">Wait (hard)</option>
                  <option value="soft">Fail (soft)</option>
                </Select>
              )}
            </Field>
          </div>
          <Checkbox checked={nfs.readOnly} onChange={(readOnly) => change({ nfs: { ...nfs, readOnly } })}>
            Read only
          </Checkbox>
        </div>
      )
    case 'cifs':
      return (
        <div className="flex flex-col gap-3">
          <div className={columns}>
            <Text
              label="Server"
              placeholder="nas-01"
              error={problems['cifs.server']}
              value={cifs.server}
              onChange={(server) => change({ cifs: { ...cifs, server } })}
            />
            <Text
              label="Share"
              placeholder="files"
              error={problems['cifs.share']}
              value={cifs.share}
              onChange={(share) => change({ cifs: { ...cifs, share } })}
            />
            <Text
              label="User"
              hint="Empty means guest."
              error={problems['cifs.username']}
              value={cifs.username}
              onChange={(username) => change({ cifs: { ...cifs, username } })}
            />
            <Text
              label="Password"
              type="password"
              hint="Goes to the hosts and is never shown again."
              error={problems['cifs.password']}
              value={cifs.password}
              onChange={(password) => change({ cifs: { ...cifs, password } })}
            />
            <Field label="SMB version">
              {(ids) => (
                <Select
                  {...ids}
                  value={cifs.version}
                  onChange={(event) => {
                    const version = (['3.1.1', '3.0', '2.1'] as const).find((each) => each === event.currentTarget.value)
                    if (version) change({ cifs: { ...cifs, version } })
                  }}
                >
                  <option>3.1.1</option>
                  <option>3.0</option>
                  <option>2.1</option>
                </Select>
              )}
            </Field>
          </div>
          <Checkbox checked={cifs.readOnly} onChange={(readOnly) => change({ cifs: { ...cifs, readOnly } })}>
            Read only
          </Checkbox>
        </div>
      )
    case 'tmpfs':
      return (
        <Text
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
          <Text
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
