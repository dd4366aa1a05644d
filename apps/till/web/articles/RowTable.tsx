import { type KeyboardEvent, useRef } from 'react'
import { flushSync } from 'react-dom'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { RowField } from './RowField.tsx'
import type { PageProps } from './SheetForm.tsx'

interface TypedColumn<T> {
  name: keyof T & string
  label: string
  isNumber?: boolean
}

interface RowTableProps<T extends { key: string }> {
  label: string
  /** Path of these rows in the form: `tariffs` for errors such as `tariffs.0.title`. */
  field: string
  /** First column: a value that the server assigns to each row. */
  given?: { label: string; of(row: T): string | number }
  columns: TypedColumn<T>[]
  rows: T[]
  errors: PageProps['errors']
  /** How the row's buttons name the row; an empty string means its position. */
  nameOf(row: T): string
  /** Shown when there are no rows. */
  empty: string
  addLabel: string
  blank(): T
  /** False where the order of the rows has no meaning. */
  hasOrder?: boolean
  onChange(rows: T[]): void
}

/** Editable rows. Enter goes to the next empty field, else adds a row, as a scanner needs. */
export function RowTable<T extends { key: string }>(props: RowTableProps<T>) {
  const { label, field, given, columns, rows, errors, nameOf, empty, addLabel, blank, onChange } = props
  const { hasOrder = false } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const add = () => {
    flushSync(() => onChange([...rows, blank()]))
    body.current?.querySelector<HTMLElement>('tr:last-child input')?.focus()
  }
  const move = (from: number, to: number) => onChange(rows.toSpliced(from, 1).toSpliced(to, 0, rows[from]!))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    // Enter on an empty field ends the rows: it submits the sheet.
    if (event.target.value === '') return
    event.preventDefault()
    const inputs = [...(body.current?.querySelectorAll('input') ?? [])]
    const next = inputs.slice(inputs.indexOf(event.target) + 1).find(({ value }) => value === '')
    if (next) next.focus()
    else add()
  }
  return (
    <>
      <table className="grid sheet-rows" aria-label={label}>
        <thead>
          <tr>
            {given && (
              <th scope="col" className="number">
                {given.label}
              </th>
            )}
            {columns.map(({ name, label: head, isNumber }) => (
              <th key={name} scope="col" className={isNumber ? 'number' : undefined}>
                {head}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{t('row.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {rows.map((row, index) => (
            <tr key={row.key}>
              {given && <td className="number">{given.of(row)}</td>}
              {columns.map(({ name, label: head, isNumber = false }) => (
                <td key={name}>
                  <RowField
                    label={`${head} ${index + 1}`}
                    name={`${field}.${index}.${name}`}
                    isNumber={isNumber}
                    value={String(row[name])}
                    error={errors[`${field}.${index}.${name}`]}
                    onChange={(typed) => onChange(rows.with(index, { ...row, [name]: typed }))}
                  />
                </td>
              ))}
              <td className="sheet-row-keys">
                <RowKeys
                  name={nameOf(row) || String(index + 1)}
                  onUp={hasOrder ? () => move(index, index - 1) : undefined}
                  isFirst={index === 0}
                  onRemove={() => onChange(rows.toSpliced(index, 1))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="soft">{empty}</p>}
      <div className="window-buttons">
        <Button onClick={add}>{addLabel}</Button>
      </div>
    </>
  )
}

interface RowKeysProps {
  name: string
  onUp: (() => void) | undefined
  isFirst: boolean
  onRemove(): void
}

const RowKeys = ({ name, onUp, isFirst, onRemove }: RowKeysProps) => (
  <>
    {onUp && (
      <Button
        className="button button-square"
        aria-label={t('option.up', { option: name })}
        disabled={isFirst}
        onClick={onUp}
      >
        ↑
      </Button>
    )}
    <Button
      className="button button-square"
      aria-label={t('option.remove', { option: name })}
      onClick={onRemove}
    >
      ×
    </Button>
  </>
)
