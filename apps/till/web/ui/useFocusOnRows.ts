import { type RefObject, useEffect } from 'react'

/** The arrows work at once: the keyboard starts in the list, unless it is somewhere in the window already. */
export function useFocusOnRows(body: RefObject<HTMLElement | null>, hasRows: boolean): void {
  useEffect(() => {
    if (hasRows && !body.current?.contains(document.activeElement))
      body.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus()
  }, [body, hasRows])
}
