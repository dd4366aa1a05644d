import { useId } from 'react'

interface RowFieldProps {
  label: string
  name: string
  value: string
  error: string | undefined
  isNumber?: boolean
  placeholder?: string
  onChange(value: string): void
}

/** A field in a cell. The column header is its visible label; its error is shown below. */
export function RowField({
  label,
  name,
  value,
  error,
  isNumber = false,
  placeholder,
  onChange,
}: RowFieldProps) {
  const errorId = useId()
  return (
    <>
      <input
        aria-label={label}
        name={name}
        className={isNumber ? 'number' : undefined}
        inputMode={isNumber ? 'decimal' : 'text'}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : errorId}
        onChange={({ target }) => onChange(target.value)}
      />
      {error !== undefined && (
        <p className="field-error" id={errorId}>
          {error}
        </p>
      )}
    </>
  )
}
