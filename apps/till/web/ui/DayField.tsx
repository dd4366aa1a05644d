import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { t } from '../labels/index.ts'
import { readDay, shiftedDay } from '../lib/day.ts'
import { formatDay } from '../lib/format.ts'

interface DayFieldProps {
  label: string
  /** `2021-07-29`; empty for none. */
  value: string
  /** Hears each day that is whole, and `''` for an emptied field. */
  onChange(day: string): void
  /** What is no day stays, refused beside the field. A form that is sent hears it as it was left, for the till to refuse. */
  onWrong?(typed: string): void
  error?: string | undefined
  isDisabled?: boolean
}

/**
 * A day as `29/07/2021`, whatever the language of the browser (contract, kezia D4). ↑ and ↓ go a day on and back; the
 * key beside it opens the browser's calendar.
 */
export function DayField({ label, value, onChange, onWrong, error, isDisabled = false }: DayFieldProps) {
  const [typed, setTyped] = useState(() => textOf(value))
  const [known, setKnown] = useState(value)
  const [isTyping, setTyping] = useState(false)
  const calendar = useRef<HTMLInputElement>(null)
  const id = useId()
  // Another day from elsewhere, such as a predefined period.
  if (known !== value) {
    setKnown(value)
    if (readDay(typed) !== value) setTyped(textOf(value))
  }
  const isWrong = !isTyping && typed.trim() !== '' && readDay(typed) === undefined
  const shown = isWrong ? t('field.day.wrong', { typed: typed.slice(0, 40) }) : error

  const type = (text: string) => {
    setTyped(text)
    const day = text.trim() === '' ? '' : readDay(text)
    if (day !== undefined && day !== value) onChange(day)
  }
  const leave = () => {
    setTyping(false)
    const day = readDay(typed)
    if (day !== undefined) setTyped(formatDay(day))
    else if (typed.trim() !== '') onWrong?.(typed)
  }
  const step = (event: KeyboardEvent) => {
    const days = { ArrowUp: 1, ArrowDown: -1 }[event.key]
    const day = readDay(typed)
    if (days === undefined || day === undefined) return
    event.preventDefault()
    type(formatDay(shiftedDay(day, days)))
  }
  return (
    <div className="field">
      <label htmlFor={id} id={`${id}-label`}>
        {label}
      </label>
      <span className="day-field">
        <input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          placeholder={t('field.day')}
          value={typed}
          disabled={isDisabled}
          onChange={(event) => type(event.target.value)}
          onFocus={() => setTyping(true)}
          onBlur={leave}
          onKeyDown={step}
          aria-invalid={shown !== undefined}
          aria-describedby={shown === undefined ? undefined : `${id}-error`}
        />
        <button
          type="button"
          tabIndex={-1}
          disabled={isDisabled}
          aria-label={t('field.calendar')}
          aria-describedby={`${id}-label`}
          onClick={() => calendar.current?.showPicker()}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4" />
          </svg>
        </button>
        <input
          ref={calendar}
          className="day-calendar"
          type="date"
          tabIndex={-1}
          aria-hidden="true"
          value={readDay(typed) ?? ''}
          onChange={(event) => type(formatDay(event.target.value))}
        />
      </span>
      {shown !== undefined && (
        <p className="field-error" id={`${id}-error`}>
          {shown}
        </p>
      )}
    </div>
  )
}

const textOf = (value: string) => (readDay(value) === undefined ? value : formatDay(value))
