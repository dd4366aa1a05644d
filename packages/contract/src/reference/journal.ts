import Type from 'typebox'
import { JournalEvent, JournalReplay, JournalReplayed, journalStates } from '../callbacks.ts'
import { oneOf, time } from '../vocabulary.ts'
import { exampleId } from './example-ids.ts'
import type { ReferencePart } from './operation-reference.ts'

const some = Type.Optional

/** Contract, extensions X3. */
const JournalFilter = Type.Object({
  after_seq: some(Type.String({ pattern: '^[0-9]+$', description: 'Events after this one' })),
  from: some(Type.String({ ...time(), description: 'Changes at or after this time' })),
  to: some(Type.String({ ...time(), description: 'Changes up to this time' })),
  state: some(oneOf(journalStates)),
  order_id: some(Type.String()),
})

export const journalReference = {
  'journal.list': {
    tag: 'Callbacks',
    summary: 'List every event that was sent',
    description:
      'Kept for 90 days, acknowledged or not, each with its state, its attempts and `seq`, which rises by one per connection without a gap: what comes after the last `seq` that a client knows is what it missed. An extension of this hub.',
    query: JournalFilter,
    answer: Type.Array(JournalEvent),
    example: { query: { after_seq: '0', state: 'pending' } },
  },
  'journal.replay': {
    tag: 'Callbacks',
    summary: 'Send events again',
    description:
      'Those of `event_ids`, or of a period from `from` to `to`, of one order if `order_id` is given. They are pending again with the same ids. An extension of this hub.',
    body: JournalReplay,
    answer: JournalReplayed,
    example: { body: { event_ids: [exampleId('event_id')] } },
  },
} as const satisfies ReferencePart
