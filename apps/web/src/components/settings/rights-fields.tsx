'use client'
import { Role } from '@stowage/domain/role'
import { Field, Input, Select } from '@/components/ui/input.tsx'
import { patternsProblem, roleOf, roleWords } from './role-words.ts'

interface Props {
  role: Role
  onRole: (role: Role) => void
  patterns: string
  onPatterns: (patterns: string) => void
}

/** What a person may do, and on which hosts. */
export const RightsFields = ({ role, onRole, patterns, onPatterns }: Props) => (
  <>
    <Field label="Role" hint={roleWords[role].may}>
      {(ids) => (
        <Select {...ids} value={role} onChange={(event) => onRole(roleOf(event.currentTarget.value))}>
          {Role.options.map((each) => (
            <option key={each} value={each}>
              {roleWords[each].word}
            </option>
          ))}
        </Select>
      )}
    </Field>
    <Field
      label="Hosts"
      hint="Names or patterns such as web-*, separated by spaces. Empty means every host. Other hosts do not exist for this person."
      error={patternsProblem(patterns)}
    >
      {(ids) => (
        <Input
          {...ids}
          value={patterns}
          placeholder="every host"
          spellCheck={false}
          autoComplete="off"
          className="font-mono"
          onChange={(event) => onPatterns(event.currentTarget.value)}
        />
      )}
    </Field>
  </>
)
