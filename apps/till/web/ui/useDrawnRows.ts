import { useCallback, useState } from 'react'

/** More than a screen shows. */
const step = 60
/** Drawn past the current row, so that the next keys find theirs. */
const ahead = 20
/** The next ones are drawn when the last is this near to being seen; in an older browser, when it is seen. */
const scrollMargin = '600px'

/**
 * How many rows of a long list to draw: a screenful, more as one scrolls, and always past the current one. Another list
 * starts anew; the same with a row more on top does not.
 * @returns the count, and a ref for the last of these rows, whose sight asks for more
 */
export function useDrawnRows<T>(rows: T[], rowKey: (row: T) => number | string, current: number) {
  const first = rows[0] && rowKey(rows[0])
  const [drawn, setDrawn] = useState({ first, count: step })
  if (drawn.first !== first) {
    const isSameList = rows.some((row) => rowKey(row) === drawn.first)
    setDrawn({ first, count: isSameList ? drawn.count : step })
  }
  const count = Math.min(rows.length, Math.max(drawn.count, current + 1 + ahead))
  const watch = useCallback(
    (row: HTMLTableRowElement) => {
      const observer = new IntersectionObserver(
        (entries) => {
          if (entries.some(({ isIntersecting }) => isIntersecting))
            setDrawn((before) => ({ ...before, count: count + step }))
        },
        { scrollMargin },
      )
      observer.observe(row)
      return () => observer.disconnect()
    },
    [count],
  )
  return { count, watch: count < rows.length ? watch : undefined }
}
