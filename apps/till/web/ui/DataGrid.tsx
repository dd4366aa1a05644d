import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { flushSync } from 'react-dom'
import { useDrawnRows } from './useDrawnRows.ts'

export interface Column<T> {
  key: string
  label: string
  isNumber?: boolean
  render(row: T): ReactNode
}

interface DataGridProps<T> {
  label: string
  columns: Column<T>[]
  rows: T[]
  rowKey(row: T): number | string
  rowClass?(row: T): string | undefined
  selected: number | string | undefined
  onSelect(row: T): void
  /** Double click, or Enter. */
  onOpen(row: T): void
  /** Said instead of the rows when there are none. */
  empty: string
}

/** A table whose rows are chosen by mouse or arrows. Of a long list it draws what is seen, and a little more. */
export function DataGrid<T>(props: DataGridProps<T>) {
  const { label, columns, rows, rowKey, rowClass, selected, onSelect, onOpen, empty } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const current = Math.max(
    rows.findIndex((row) => rowKey(row) === selected),
    0,
  )
  const { count, watch } = useDrawnRows(rows, rowKey, current)

  function onKeyDown(event: KeyboardEvent) {
    const target = targets[event.key]?.(current, rows.length - 1)
    const row = rows[target ?? current]
    if (!row) return
    if (event.key === 'Enter') onOpen(row)
    else if (target === undefined) return
    else {
      // A row is drawn once it is the current one, and takes the focus then.
      flushSync(() => onSelect(row))
      body.current?.querySelectorAll('tr')[target]?.focus()
    }
    event.preventDefault()
  }
  return (
    <div className="grid-holder">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are chosen is an ARIA grid */}
      <table className="grid" role="grid" aria-label={label} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.isNumber ? 'number' : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {rows.slice(0, count).map((row, index) => (
            <tr
              key={rowKey(row)}
              ref={index === count - 1 ? watch : undefined}
              className={rowClass?.(row)}
              aria-selected={rowKey(row) === selected}
              tabIndex={index === current ? 0 : -1}
              onClick={() => onSelect(row)}
              onFocus={() => rowKey(row) !== selected && onSelect(row)}
              onDoubleClick={() => onOpen(row)}
            >
              {columns.map((column) => (
                <td key={column.key} className={column.isNumber ? 'number' : undefined}>
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="state">{empty}</p>}
    </div>
  )
}

const pageRows = 10

const targets: Record<string, (current: number, last: number) => number> = {
  ArrowDown: (current, last) => Math.min(current + 1, last),
  ArrowUp: (current) => Math.max(current - 1, 0),
  PageDown: (current, last) => Math.min(current + pageRows, last),
  PageUp: (current) => Math.max(current - pageRows, 0),
  Home: () => 0,
  End: (_, last) => last,
}
