import Type from 'typebox'
import {
  Customer,
  CustomerInput,
  CustomerList,
  CustomerListCreate,
  CustomerListUpdate,
} from '../customers.ts'
import type { ReferencePart } from './operation-reference.ts'

const some = Type.Optional

/** Contract, customers §5. */
export const CustomerFilter = Type.Object({
  private_ref: some(Type.String({ description: 'The reference that this client gave' })),
  email: some(Type.String({ description: 'Exact, or with `*` for any characters' })),
  phone: some(Type.String({ description: 'Exact, or with `*` for any characters; a `+` is sent as `%2B`' })),
})

const listExample = { body: { name: 'Regulars' } }

export const customersReference = {
  'customerLists.get': {
    tag: 'Customers',
    summary: 'Get a customer list',
    description: 'Its id, name and time of creation.',
    answer: CustomerList,
  },
  'customerLists.listOfLocation': {
    tag: 'Customers',
    summary: 'List the customer lists of a location',
    description: 'Those of the location and of its account that this connection can read.',
    answer: Type.Array(CustomerList),
  },
  'customerLists.listOfAccount': {
    tag: 'Customers',
    summary: 'List the customer lists of the account',
    description: 'Those that this connection can read.',
    answer: Type.Array(CustomerList),
  },
  'customerLists.createInLocation': {
    tag: 'Customers',
    summary: 'Create a customer list in a location',
    description: 'The list belongs to the location alone.',
    body: CustomerListCreate,
    answer: CustomerList,
    example: listExample,
  },
  'customerLists.createInAccount': {
    tag: 'Customers',
    summary: 'Create a customer list in the account',
    description: 'The list is shared by all locations of the account.',
    body: CustomerListCreate,
    answer: CustomerList,
    example: listExample,
  },
  'customerLists.update': {
    tag: 'Customers',
    summary: 'Rename a customer list',
    description: 'Other keys than `name` are ignored. PUT does the same.',
    body: CustomerListUpdate,
    answer: CustomerList,
    example: { body: { name: 'Good friends' } },
  },
  'customerLists.delete': {
    tag: 'Customers',
    summary: 'Delete a customer list',
    description: 'With its customers and their loyalty cards. Orders keep what they say of their customer.',
    answer: Type.Object({}),
  },
  'customers.get': {
    tag: 'Customers',
    summary: 'Get a customer',
    description: 'With loyalty cards and the statistics of his orders.',
    answer: Customer,
  },
  'customers.list': {
    tag: 'Customers',
    summary: 'List or search customers',
    description:
      'Oldest first. Filters hold together; a search without a match is an empty array. Counts as a high-load query (10 a minute).',
    query: CustomerFilter,
    answer: Type.Array(Customer),
    example: { query: { phone: '+33612345678' } },
  },
  'customers.create': {
    tag: 'Customers',
    summary: 'Create a customer',
    description: 'No field is required. A `private_ref` is unique in the list, per client.',
    body: CustomerInput,
    answer: Customer,
    example: {
      body: {
        private_ref: 'crm-77',
        first_name: 'Isla',
        last_name: 'Reid',
        email: 'isla@harbour-noodles.example',
        phone: '+33612345678',
        birth_date: '1990-05-17',
        address_1: '1 rue Royale',
        postal_code: '59000',
        city: 'Lille',
        country: 'FR',
        sms_marketing: true,
        custom_fields: { crm: { tier: 'gold' } },
      },
    },
  },
  'customers.update': {
    tag: 'Customers',
    summary: 'Update a customer',
    description:
      'Changes the fields given; null empties one. Custom fields are merged by their top-level keys. PUT does the same, and is deprecated.',
    body: CustomerInput,
    answer: Customer,
    example: { body: { phone: '+33698765432', email_marketing: true } },
  },
  'customers.anonymise': {
    tag: 'Customers',
    summary: 'Anonymise a customer',
    description:
      'Removes for good what tells who the customer is, here, in his orders and in events that wait. City, country, marketing choices, statistics and custom fields stay. Fires `customer.update`, and `order.update` for each of his orders.',
    answer: Customer,
  },
} as const satisfies ReferencePart
