'use client'
import { Field, Input } from '@/components/ui/input.tsx'

interface TextProps {
  label: string
  hint?: string
  error: string | undefined
  value: string
  placeholder?: string
  onChange: (value: string) => void
}

/** A field for a name, an address or a path. */
export const TextField = ({ label, hint, error, value, placeholder, onChange }: TextProps) => (
  <Field label={label} hint={hint} error={error}>
    {(ids) => (
      <Input
        {...ids}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        className="font-mono"
        onChange={(event) => onChange(event.currentTarget.value.trim())}
      />
    )}
  </Field>
)
