import { useEffect, useRef } from 'react'
import { useWindows } from '../windows/manager.tsx'
import { readDraft } from './draftStore.ts'

/** A page that comes back in the middle of a sale opens CAISSE, which takes it up again. */
export function useInterruptedSale(): void {
  const { open } = useWindows()
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  })
  // Once: what the profile may open changes later, and a till that was shrunk stays so.
  useEffect(() => {
    let isLeft = false
    readDraft().then(
      (draft) => {
        if (!isLeft && draft && draft.basket.lines.length + draft.gone.length > 0) latest.current('counter')
      },
      // CAISSE asks again when someone opens it, and says what is wrong.
      () => {},
    )
    return () => {
      isLeft = true
    }
  }, [])
}
