import Type from 'typebox'
import {
  Callback,
  CallbackEvent,
  CallbackEventSummary,
  JournalEvent,
  JournalReplayed,
  journalStates,
} from '../callbacks.ts'
import { maybe, oneOf, text, time } from '../vocabulary.ts'
import { exampleId } from './example-ids.ts'
import type { ReferencePart } from './operation-reference.ts'

/** Contract, callbacks §2. The hub reads `events` without this schema, so that errors name the invalid type. */
export const CallbackSet = Type.Object({
  url: maybe(text(2048)),
  events: Type.Record(Type.String(), Type.Array(Type.String())),
})

/** Either `event_ids`, or `from` with optional filters. */
export const JournalReplayInput = Type.Object({
  event_ids: maybe(Type.Array(Type.String(), { maxItems: 1000 })),
  from: maybe(time()),
  to: maybe(time()),
  order_id: maybe(text()),
})

const JournalQuery = Type.Object({
  after_seq: Type.Optional(Type.Integer({ minimum: 0, description: 'Events after that number' })),
  from: Type.Optional(time()),
  to: Type.Optional(time()),
  state: Type.Optional(oneOf(journalStates)),
  order_id: Type.Optional(Type.String({ description: 'Events about that order' })),
})

export const callbacksReference = {
  'callback.get': {
    tag: 'Callbacks',
    summary: 'Get the callback',
    description:
      'The callback of this connection, or `{"url":null,"events":{}}` when none is set. The `Link` header names the live stream.',
    answer: Callback,
  },
  'callback.set': {
    tag: 'Callbacks',
    summary: 'Set the callback',
    description:
      'Creates or replaces the one callback of this connection. With a `url` it is active: each event is sent there by POST, signed with `X-HubRise-Hmac-SHA256` and by Standard Webhooks, and sent again until it is acknowledged by an answer from 200 to 499. Without, it is passive: events wait in the list. A client is never told of what it did itself.',
    body: CallbackSet,
    answer: Callback,
    example: { body: { events: { order: ['create', 'update'], customer: ['update'] } } },
  },
  'callback.delete': {
    tag: 'Callbacks',
    summary: 'Delete the callback',
    description: 'Stops everything; the events that wait are deleted. Succeeds also when there is none.',
    answer: Callback,
  },
  'events.list': {
    tag: 'Callbacks',
    summary: 'List the events that wait',
    description:
      'The events of this connection that nobody acknowledged yet, oldest first, without their states: get one by its id for those. Reading does not acknowledge.',
    answer: Type.Array(CallbackEventSummary),
  },
  'events.get': {
    tag: 'Callbacks',
    summary: 'Get an event',
    description:
      'The event with the state of its object before and after the change, as this client would read it. The same text is sent to an active callback. Catalogs and inventories are to be fetched: their events have no state.',
    answer: CallbackEvent,
  },
  'events.delete': {
    tag: 'Callbacks',
    summary: 'Acknowledge an event',
    description: 'The event is gone from the list, and no longer sent.',
    answer: Type.Object({}),
  },
  'journal.list': {
    tag: 'Callbacks',
    summary: 'List the journal',
    description:
      'Every event of this connection of the last 90 days, oldest first, acknowledged and given-up ones included, with every attempt to deliver it. `seq` rises by one from event to event: a client that knows the last one it handled sees at once what it missed.',
    query: JournalQuery,
    answer: Type.Array(JournalEvent),
    example: { query: { after_seq: '0', count: '1' } },
  },
  'journal.replay': {
    tag: 'Callbacks',
    summary: 'Send events again',
    description:
      'Makes events of the journal pending again, with the same ids: certain ones, or those of a period, or what of a period is about one order. An active callback is called for them again; in the list and in the live stream they are found again. Each event counts as a request of the connection. While the hub still delivers those of another replay the answer is 409, with its id as `errors[0].replay_id`; an address that has never answered 2xx gets 10 events, and the others after its first success.',
    body: JournalReplayInput,
    answer: JournalReplayed,
    example: { body: { event_ids: [exampleId('event_id')] } },
  },
  'events.stream': {
    tag: 'Callbacks',
    summary: 'Follow events live',
    description:
      'Server-sent events: one message per waiting event, oldest first, then each new one as it is committed: `id` is that of the event, `event` is `callback`, `data` is its entry in the list. A comment every 15 seconds keeps the way open. Coming back with `Last-Event-ID` gives what came after it and is not yet acknowledged. `event: renew` ends the stream after 60 to 90 seconds: come back at once, as any client of server-sent events does; that is neither counted nor logged. `event: closed` ends the stream of a revoked, blocked or suspended connection. At most 4 streams are open per connection: the fifth closes the oldest.',
    answer: 'events',
  },
} as const satisfies ReferencePart
