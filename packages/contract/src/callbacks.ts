import Type, { type Static } from 'typebox'
import { anything, input, maybe, nullable, oneOf, text, time } from './vocabulary.ts'

/** Event types of each resource, and the permission that each needs (contract, callbacks §2). */
export const eventTypes = {
  order: { types: ['create', 'update'], needs: 'orders' },
  delivery: { types: ['create', 'update'], needs: 'orders' },
  customer: { types: ['create', 'update'], needs: 'customer_list' },
  catalog: { types: ['create', 'update', 'delete'], needs: 'catalog' },
  inventory: { types: ['update', 'patch'], needs: 'inventory' },
  location: { types: ['update'], needs: null },
  customer_list: { types: ['update'], needs: 'customer_list' },
  account: { types: ['update'], needs: null },
} as const satisfies Record<string, { types: readonly string[]; needs: string | null }>
export type ResourceType = keyof typeof eventTypes
export type EventType = 'create' | 'update' | 'patch' | 'delete'

export const Callback = Type.Object({
  url: nullable(Type.String()),
  events: Type.Record(Type.String(), Type.Array(Type.String())),
})
export type Callback = Static<typeof Callback>

export const CallbackInput = Type.Object({ url: maybe(text(2048)), events: Type.Unknown() })

/** An element of `GET /callback/events`: the event without its states (contract, callbacks §6 and §7). */
export const CallbackEventSummary = Type.Object({
  id: Type.String(),
  resource_type: Type.String(),
  event_type: Type.String(),
  created_at: Type.String(),
  account_id: Type.String(),
  location_id: Type.Optional(Type.String()),
  order_id: Type.Optional(Type.String()),
  delivery_id: Type.Optional(Type.String()),
  customer_id: Type.Optional(Type.String()),
  customer_list_id: Type.Optional(Type.String()),
  catalog_id: Type.Optional(Type.String()),
  app_instance_id: Type.Optional(Type.String()),
})
export type CallbackEventSummary = Static<typeof CallbackEventSummary>

export const CallbackEvent = Type.Object({
  ...CallbackEventSummary.properties,
  new_state: Type.Optional(Type.Unknown()),
  previous_state: Type.Optional(Type.Unknown()),
  state_change: Type.Optional(Type.Array(Type.Unknown())),
})
export type CallbackEvent = Static<typeof CallbackEvent>

/** One call of an active callback (contract, extensions X3). */
export const CallbackAttempt = Type.Object({
  time: time(),
  target: Type.String({ description: 'the URL that was called, its query masked' }),
  status: nullable(Type.Integer({ description: 'null when no answer came' })),
  error: nullable(Type.String({ description: 'why none came' })),
  duration_ms: Type.Number(),
})
export type CallbackAttempt = Static<typeof CallbackAttempt>

export const journalStates = ['pending', 'acknowledged', 'failed'] as const

/** An entry of the journal (contract, extensions X3): the whole event, its state and its attempts. */
export const JournalEvent = Type.Object({
  ...CallbackEvent.properties,
  seq: Type.Integer({ description: 'rises by one per connection, without a gap' }),
  state: oneOf(journalStates),
  attempts: Type.Array(CallbackAttempt, { description: 'of active callbacks, oldest first' }),
})
export type JournalEvent = Static<typeof JournalEvent>

/** Either `event_ids` or a period. */
export const JournalReplay = input(
  { event_ids: maybe(anything()), from: maybe(time()), to: maybe(time()), order_id: maybe(text()) },
  { strict: true },
)
export const JournalReplayed = Type.Object({ replayed: Type.Integer() })
