import clsx from 'clsx'
import { type ComponentProps, type ReactNode, useId } from 'react'

export const inputClass =
  'w-full min-w-0 rounded-sm border border-border-strong bg-surface text-md text-text aria-invalid:border-danger touch:text-lg'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={clsx(inputClass, 'h-8 px-2.5 touch:h-11', className)} />
}

/** The browser's own choice list: no script, works by keyboard and on touch. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select {...rest} className={clsx(inputClass, 'h-8 px-2 touch:h-11', className)} />
}

interface FieldProps {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  /** Gets the ids that tie the input to its label and texts. */
  children: (ids: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode
}

/** Label above, hint and error below. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const textId = `${id}-text`
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-base font-medium text-text">
        {label}
      </label>
      {children({ id, 'aria-describedby': hint || error ? textId : undefined, 'aria-invalid': error ? true : undefined })}
      {error || hint ? (
        <p id={textId} className={clsx('text-sm', error ? 'text-unreachable' : 'text-text-3')}>
          {error || hint}
        </p>
      ) : null}
    </div>
  )
}
