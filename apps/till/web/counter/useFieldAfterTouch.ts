import { type RefObject, useEffect } from 'react'

/**
 * What is touched in CAISSE gives the keyboard back to the field, so that Enter, Delete and the arrows go on from there.
 * A key pressed by the keyboard keeps it, and so does another field.
 */
export function useFieldAfterTouch(
  root: RefObject<HTMLElement | null>,
  field: RefObject<HTMLInputElement | null>,
): void {
  useEffect(() => {
    const onClick = ({ target, detail }: MouseEvent) => {
      const isTouch = detail > 0
      if (!isTouch || !(target instanceof Element) || !root.current?.contains(target)) return
      if (!target.closest('dialog, input, select, textarea')) field.current?.focus()
    }
    // Before the key does its work: what it opens takes the keyboard, and gives it back to the field.
    document.addEventListener('click', onClick, true)
    return () => document.removeEventListener('click', onClick, true)
  }, [root, field])
}
