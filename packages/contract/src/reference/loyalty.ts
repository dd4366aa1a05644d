import Type from 'typebox'
import {
  LoyaltyCard,
  LoyaltyCardCreate,
  LoyaltyCardUpdate,
  LoyaltyOperation,
  LoyaltyOperationCreate,
} from '../loyalty.ts'
import { exampleId } from './example-ids.ts'
import type { ReferencePart } from './operation-reference.ts'

const some = Type.Optional

/** Contract, customers C30. */
const CardFilter = Type.Object({
  customer_id: some(Type.String()),
  ref: some(Type.String({ description: 'Exact; empty finds the cards without one' })),
  name: some(Type.String({ description: 'Exact; empty finds the cards without one' })),
})

export const loyaltyReference = {
  'loyaltyCards.get': {
    tag: 'Loyalty',
    summary: 'Get a loyalty card',
    description: 'With its balance.',
    answer: LoyaltyCard,
  },
  'loyaltyCards.list': {
    tag: 'Loyalty',
    summary: 'List or search loyalty cards',
    description: 'Of all customers of the list, oldest first. Filters hold together.',
    query: CardFilter,
    answer: Type.Array(LoyaltyCard),
    example: { query: { customer_id: exampleId('customer_id') } },
  },
  'loyaltyCards.create': {
    tag: 'Loyalty',
    summary: 'Create a loyalty card',
    description:
      'For a customer of the list, with a balance of zero. A customer has at most one card of each `ref`, one without included.',
    body: LoyaltyCardCreate,
    answer: LoyaltyCard,
    example: { body: { customer_id: exampleId('customer_id'), name: 'Pizza club', ref: 'CLUB' } },
  },
  'loyaltyCards.update': {
    tag: 'Loyalty',
    summary: 'Rename a loyalty card',
    description: 'Changes name and ref; the balance moves by operations only. PUT does the same.',
    body: LoyaltyCardUpdate,
    answer: LoyaltyCard,
    example: { body: { name: 'Pizza friends' } },
  },
  'loyaltyOperations.get': {
    tag: 'Loyalty',
    summary: 'Get a loyalty operation',
    description: 'With the balance right after it, and its order if there is one.',
    answer: LoyaltyOperation,
  },
  'loyaltyOperations.list': {
    tag: 'Loyalty',
    summary: 'List the operations of a loyalty card',
    description: 'Newest first.',
    answer: Type.Array(LoyaltyOperation),
  },
  'loyaltyOperations.create': {
    tag: 'Loyalty',
    summary: 'Move the balance of a loyalty card',
    description:
      'Adds `delta` to the balance; a negative one takes away. Fires `customer.update`. Operations can be neither changed nor deleted.',
    body: LoyaltyOperationCreate,
    answer: LoyaltyOperation,
    example: { body: { delta: '5', reason: 'Birthday' } },
  },
} as const satisfies ReferencePart
