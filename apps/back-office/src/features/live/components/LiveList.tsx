import { type ReactNode, useState } from 'react'
import { holdRows, newKeys } from '../rows.ts'
import { useHold } from '../useHold.ts'
import { LiveLine } from './LiveLine.tsx'

interface Props<Row> {
  /** Newest first; the same array for as long as nothing changed. */
  rows: Row[]
  keyOf: (row: Row) => string
  /** They stand for others that are under way: nothing is new in them. */
  isPlaceholder?: boolean
  /** Says so many new ones. */
  waiting: 'live.orders' | 'live.events' | 'live.lines'
  /** Whether the list tells that it is followed live. */
  tellsState?: boolean
  children: (rows: Row[], isNew: (row: Row) => boolean) => ReactNode
}

/**
 * A list that updates live. New rows are marked; while the user is active in the list they wait behind a button, in a
 * line whose place is reserved so that nothing moves (contract, support U11).
 */
export function LiveList<Row>({
  rows,
  keyOf,
  isPlaceholder = false,
  waiting,
  tellsState,
  children,
}: Props<Row>) {
  const { isHeld, handlers } = useHold()
  const [shown, setShown] = useState<{ rows: Row[]; marked: ReadonlySet<string>; isPlaceholder: boolean }>({
    rows,
    marked: new Set(),
    isPlaceholder,
  })
  const adopt = () => {
    const isOther = shown.isPlaceholder || isPlaceholder
    const marked = isOther ? [] : [...shown.marked, ...newKeys(shown.rows, rows, keyOf)]
    const there = new Set(rows.map(keyOf))
    setShown({ rows, marked: new Set(marked.filter((key) => there.has(key))), isPlaceholder })
  }
  if (shown.rows !== rows && (!isHeld || isPlaceholder || shown.isPlaceholder)) adopt()
  const held = holdRows(shown.rows, rows, keyOf)
  return (
    <div {...handlers}>
      <LiveLine waiting={held.waiting} label={waiting} onShow={adopt} tellsState={tellsState} />
      {children(held.rows, (row) => shown.marked.has(keyOf(row)))}
    </div>
  )
}
