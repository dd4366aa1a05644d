import Type from 'typebox'
import { Account, Location, User } from '../locations.ts'
import type { ReferencePart } from './operation-reference.ts'

export const placesReference = {
  'location.get': {
    tag: 'Locations',
    summary: 'Get a location',
    description:
      'Name, address, time zone, opening hours, preparation time and order acceptance, with its account. Order acceptance is back to `normal` from `resume_at` on.',
    answer: Location,
  },
  'location.list': {
    tag: 'Locations',
    summary: 'List the locations of the account',
    description: 'All locations, by rank of creation.',
    answer: Type.Array(Location),
  },
  'account.get': {
    tag: 'Locations',
    summary: 'Get the account',
    description: 'Id, name and currency: the one currency of every amount of the account.',
    answer: Account,
  },
  'account.list': {
    tag: 'Locations',
    summary: 'List accounts',
    description: 'The one account of the token, in an array.',
    answer: Type.Array(Account),
  },
  'user.get': {
    tag: 'Users',
    summary: 'Get the user',
    description:
      'The person who granted the token, with any token whose scope has `profile`. The e-mail address is there with `profile_with_email` only.',
    answer: User,
  },
} as const satisfies ReferencePart
