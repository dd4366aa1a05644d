import { useEffect } from 'react'
import { useWindows } from '../../windows/manager.tsx'
import type { WindowId } from '../../windows/types.ts'

/** While this sheet is on top, F2 searches an article for it instead of opening «Sélection Article». */
export function useSearchKey(id: WindowId, search: () => void): void {
  const { opened } = useWindows()
  const isTop = opened.at(-1)?.id === id
  useEffect(() => {
    if (!isTop) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F2' || document.querySelector('dialog[open]')) return
      event.preventDefault()
      event.stopImmediatePropagation()
      search()
    }
    document.addEventListener('keydown', onKey, { capture: true })
    return () => document.removeEventListener('keydown', onKey, { capture: true })
  }, [isTop, search])
}
