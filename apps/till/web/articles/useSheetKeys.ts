import { type RefObject, useEffect, useRef } from 'react'

type SheetKey = 'KeyN' | 'KeyR'

/** Alt shortcuts, wherever the focus is in the sheet's window. */
export function useSheetKeys(form: RefObject<HTMLElement | null>, keys: Record<SheetKey, () => void>): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const window = form.current?.closest<HTMLElement>('[role="dialog"]')
    const onKey = (event: KeyboardEvent) => {
      const { code, altKey } = event
      if (!altKey || (code !== 'KeyN' && code !== 'KeyR')) return
      event.preventDefault()
      latest.current[code]()
    }
    window?.addEventListener('keydown', onKey)
    return () => window?.removeEventListener('keydown', onKey)
  }, [form])
}
