export const journalStates = ['pending', 'acknowledged', 'failed'] as const
export type JournalState = (typeof journalStates)[number]

/** What a connection's journal is narrowed to; it lives in the address. */
export interface JournalFilters {
  state?: JournalState
  order_id?: string
}

/** Reads an address; what makes no sense is left out. */
export function readJournalFilters(search: Record<string, unknown>): JournalFilters {
  return {
    state: journalStates.find((state) => state === search.state),
    order_id: typeof search.order_id === 'string' ? search.order_id.trim() || undefined : undefined,
  }
}
