import { type RefObject, useEffect, useRef } from 'react'

interface CounterKeys {
  /** F2; returns whether it was for CAISSE. */
  onSearch(): boolean
  /** A key that may be a seller's code; returns whether it was. */
  onCode(key: string): boolean
  /** «+» outside of a field. */
  onOptions(): void
  /** A letter or digit typed outside of a field: it goes where codes go. */
  onTyping(): void
}

/** Presses the key of the screen that bears this function key and reacts now; returns whether any bears it. */
function pressKeyOf(root: HTMLElement | null, key: string): boolean {
  if (!/^F\d+$/.test(key)) return false
  const bearers = [...(root?.querySelectorAll<HTMLButtonElement>(`[aria-keyshortcuts="${key}"]`) ?? [])]
  bearers.find((bearer) => !bearer.matches(':disabled'))?.click()
  return bearers.length > 0
}

/**
 * Keys pressed while CAISSE is on top, wherever the keyboard is, before the function keys of the whole till see them.
 * Dialogs have their own.
 */
export function useCounterKeys(root: RefObject<HTMLElement | null>, keys: CounterKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, altKey, metaKey } = event
      const frame = root.current?.closest('.window')
      if (!frame || frame.hasAttribute('inert') || ctrlKey || altKey || metaKey) return
      if (!(target instanceof Element) || target.closest('dialog, [role="menubar"]')) return
      if (pressKeyOf(root.current, key)) {
        event.preventDefault()
        event.stopPropagation()
      } else if (key === 'F2') {
        if (!latest.current.onSearch()) return
        event.preventDefault()
        event.stopPropagation()
      } else if (latest.current.onCode(key)) event.preventDefault()
      else if (target.closest('input, select, textarea')) return
      else if (key === '+') latest.current.onOptions()
      else if (/^[\p{L}\p{N}*]$/u.test(key)) latest.current.onTyping()
    }
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [root])
}
