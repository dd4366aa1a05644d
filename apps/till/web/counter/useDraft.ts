import { useCallback, useRef, useState } from 'react'
import { change, type Draft, type DraftChange, newDraft } from './basket.ts'

/** The sale in progress. `latest` holds it between two renders too: keys may come faster than the screen is drawn. */
export function useDraft() {
  const [draft, setDraft] = useState(() => newDraft())
  const latest = useRef<{ draft: Draft }>({ draft })
  const dispatch = useCallback((action: DraftChange) => {
    latest.current = { draft: change(latest.current.draft, action) }
    setDraft(latest.current.draft)
  }, [])
  return { draft, dispatch, latest }
}
