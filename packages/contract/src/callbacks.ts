import Type, { type Static } from 'typebox'
import { maybe, nullable, text } from './vocabulary.ts'

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

/** An item of `GET /callback/events`: the event without its states (contract, callbacks §6 and §7). */
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
