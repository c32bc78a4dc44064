'use client'
import { Field, Input } from '@/components/ui/input.tsx'

interface TextProps {
  label: string
  hint?: string
  error: string | undefined
  value: string
  placeholder?: string
  type?: 'text' | 'password'
  onChange: (value: string) => void
}

/** A field for a name, an address or a path. */
export const TextField = ({ label, hint, error, value, placeholder, type = 'text', onChange }: TextProps) => (
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
