import type { ConnectionJournal, OrderJournal, ReplayOutcome, SigningSecret } from '@hub/contract/manager'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, queryText } from '../../../lib/api.ts'
import type { JournalFilters } from '../filters.ts'

const path = (accountId: string, connectionId: string) =>
  `/accounts/${encodeURIComponent(accountId)}/connections/${encodeURIComponent(connectionId)}`

/** Newest first, 50 a page. */
export const connectionJournalQuery = (accountId: string, connectionId: string, filters: JournalFilters) =>
  infiniteQueryOptions({
    queryKey: ['journal', accountId, connectionId, filters],
    queryFn: ({ pageParam }) =>
      api.get<ConnectionJournal>(
        `${path(accountId, connectionId)}/journal${queryText({ ...filters, before_seq: pageParam })}`,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ events, more }) => (more ? String(events.at(-1)?.event.seq) : undefined),
    placeholderData: keepPreviousData,
  })

/** Oldest first. */
export const orderJournalQuery = (locationId: string, orderId: string) =>
  queryOptions({
    queryKey: ['journal', locationId, orderId],
    queryFn: () =>
      api.get<OrderJournal>(
        `/orders/${encodeURIComponent(locationId)}/${encodeURIComponent(orderId)}/journal`,
      ),
  })

/** One event, or those of a period; times as the fields of the form have them, in the location's zone. */
export type ReplayChoice = { event_id: string } | { from: string; to: string | null }

export const replay = (accountId: string, connectionId: string, choice: ReplayChoice) =>
  api.post<ReplayOutcome>(`${path(accountId, connectionId)}/journal/replay`, choice)

/** Told once: `secret` is null when it was shown before. */
export const showSigningSecret = (accountId: string, connectionId: string) =>
  api.post<SigningSecret>(`${path(accountId, connectionId)}/signing-secret`)

export const rotateSigningSecret = (accountId: string, connectionId: string) =>
  api.post<SigningSecret>(`${path(accountId, connectionId)}/signing-secret/rotation`)

/** «Abandonner cet événement»: it is pending no more. */
export const abandon = (accountId: string, connectionId: string, eventId: string) =>
  api.post(`${path(accountId, connectionId)}/journal/${encodeURIComponent(eventId)}/abandon`)
