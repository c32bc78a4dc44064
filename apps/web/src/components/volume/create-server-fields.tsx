'use client'
import { Checkbox } from '@/components/ui/checkbox.tsx'
import { Field, Select } from '@/components/ui/input.tsx'
import type { Draft, Problems } from './create-draft.ts'
import { TextField } from './create-text-field.tsx'

interface Props {
  draft: Draft
  problems: Problems
  change: (part: Partial<Draft>) => void
}

const columns = 'grid grid-cols-1 gap-3 sm:grid-cols-2'

export function NfsFields({ draft: { nfs }, problems, change }: Props) {
  return (
    <div className="flex flex-col gap-3">
      <div className={columns}>
        <TextField
          label="Server"
          placeholder="nas-01"
          error={problems['nfs.server']}
          value={nfs.server}
          onChange={(server) => change({ nfs: { ...nfs, server } })}
        />
        <TextField
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
}

export function CifsFields({ draft: { cifs }, problems, change }: Props) {
  return (
    <div className="flex flex-col gap-3">
      <div className={columns}>
        <TextField
          label="Server"
          placeholder="nas-01"
          error={problems['cifs.server']}
          value={cifs.server}
          onChange={(server) => change({ cifs: { ...cifs, server } })}
        />
        <TextField
          label="Share"
          placeholder="files"
          error={problems['cifs.share']}
          value={cifs.share}
          onChange={(share) => change({ cifs: { ...cifs, share } })}
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
      <p className="text-sm text-text-2">
        Opened as a guest. Stowage keeps no passwords: a share that asks for one is created on the host itself, and shown here
        like any other volume.
      </p>
      <Checkbox checked={cifs.readOnly} onChange={(readOnly) => change({ cifs: { ...cifs, readOnly } })}>
        Read only
      </Checkbox>
    </div>
  )
}
