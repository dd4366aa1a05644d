import Type, { type Static } from 'typebox'
import { JournalEvent } from '../callbacks.ts'
import { Id, Nullable, OptionalText, Time, Timezone } from './words.ts'

/** An event of a connection, with every attempt to deliver it. The connection may have ended. */
export const ManagerEvent = Type.Object({
  connection_id: Id,
  client_name: Type.String(),
  event: JournalEvent,
})
export type ManagerEvent = Static<typeof ManagerEvent>

export const JournalQuery = Type.Object({
  before_seq: Type.Optional(Type.String({ description: 'older than that number; the newest without it' })),
  state: Type.Optional(Type.String({ description: 'pending, acknowledged, failed' })),
  order_id: Type.Optional(Type.String()),
})
/** Newest first, at most 50. */
export const ConnectionJournal = Type.Object({
  timezone: Timezone,
  events: Type.Array(ManagerEvent),
  more: Type.Boolean(),
})
export type ConnectionJournal = Static<typeof ConnectionJournal>
/** Events of the account's connections that the user has access to, oldest first, at most 200. */
export const OrderJournal = Type.Object({ timezone: Timezone, events: Type.Array(ManagerEvent) })
export type OrderJournal = Static<typeof OrderJournal>

/** «Renvoyer»: one event, or the events of a period. */
export const ReplayBody = Type.Object({
  event_id: OptionalText,
  from: OptionalText,
  to: OptionalText,
})
export const ReplayOutcome = Type.Object({ replayed: Type.Integer() })
export type ReplayOutcome = Static<typeof ReplayOutcome>

/** `secret` is returned only once; null if it was shown before. */
export const SigningSecret = Type.Object({
  secret: Nullable(Type.String({ description: 'whsec_…' })),
  previous_until: Nullable(Time),
})
export type SigningSecret = Static<typeof SigningSecret>
