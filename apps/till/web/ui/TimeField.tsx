import { useState } from 'react'
import { t } from '../labels/index.ts'
import { readTime } from '../lib/time.ts'
import { TextField } from './fields.tsx'

interface TimeFieldProps {
  label: string
  /** `14:05`; empty for none. */
  value: string
  /** Hears the time, or what was typed as it is when it is none: the till refuses it with a sentence. */
  onChange(time: string): void
  error?: string | undefined
}

/** A time as `14:05`, whatever the language of the browser (contract, kezia D4). */
export function TimeField({ label, value, onChange, error }: TimeFieldProps) {
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  const read = (text: string) => readTime(text) ?? text
  if (known !== value) {
    setKnown(value)
    if (read(typed) !== value) setTyped(value)
  }
  return (
    <TextField
      label={label}
      inputMode="numeric"
      placeholder={t('field.time')}
      value={typed}
      onChange={(text) => {
        setTyped(text)
        onChange(read(text))
      }}
      onBlur={() => setTyped(read(typed))}
      {...(error !== undefined && { error })}
    />
  )
}
