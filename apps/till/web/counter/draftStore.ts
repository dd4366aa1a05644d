import type { DraftForm, SavedDraft } from '../../src/sales/wire.ts'
import { ApiFailure, api } from '../lib/api.ts'
import { uuid } from '../lib/uuid.ts'

const storageKey = 'till.poste'
const retryMs = 2000

/** What this browser is known by: the sale in progress is its own, not that of another poste. */
function posteId(): string {
  const known = localStorage.getItem(storageKey)
  if (known) return known
  const made = uuid()
  localStorage.setItem(storageKey, made)
  return made
}

const path = () => `/sale-drafts/${posteId()}`

/** The sale that this poste left in progress; null without one. */
export const readDraft = () => api.get<SavedDraft | null>(path())

// One at a time and only the last one: while a state is under way, those between it and the newest need not leave.
let latest: DraftForm | null = null
let isPending = false
let isSending = false
/** Unknown at first: the poste may have left one. */
let mayBeStored = true

/** Keeps the sale in progress at the till, behind the seller's back; null when there is none any more. */
export function keepDraft(draft: DraftForm | null): void {
  if (draft === null && !mayBeStored) return
  mayBeStored = draft !== null
  latest = draft
  isPending = true
  void send()
}

async function send(): Promise<void> {
  if (isSending) return
  isSending = true
  while (isPending) {
    isPending = false
    try {
      await (latest === null ? api.delete(path()) : api.put(path(), latest))
    } catch (failure) {
      // Selling goes on without it. A till that does not answer is asked again; what it refuses is not sent twice.
      if (!(failure instanceof ApiFailure) || (failure.status > 0 && failure.status < 500)) continue
      isPending = true
      await new Promise((resolve) => setTimeout(resolve, retryMs))
    }
  }
  isSending = false
}

// A page that is left waits for no answer, and what was under way goes down with it: sent once more, on its own.
addEventListener('pagehide', () => {
  if (!isSending) return
  void fetch(`/api${path()}`, {
    method: latest === null ? 'DELETE' : 'PUT',
    keepalive: true,
    ...(latest !== null && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(latest),
    }),
  })
})
