import Type from 'typebox'
import { Account, Location, LocationUpdate, User } from '../locations.ts'
import type { ReferencePart } from './operation-reference.ts'

export const placesReference = {
  'location.get': {
    tag: 'Locations',
    summary: 'Get a location',
    description:
      'Name, address, time zone, opening hours, preparation time and order acceptance, with its account. Order acceptance is back to `normal` from `resume_at` on.',
    answer: Location,
  },
  'location.update': {
    tag: 'Locations',
    summary: 'Update a location',
    description:
      'Changes opening hours, cut-off time, preparation time, order acceptance or custom fields; other keys that a location shows are accepted and ignored. `busy` and `paused` end by themselves at `resume_at`. Fires `location.update`.',
    body: LocationUpdate,
    answer: Location,
    example: {
      body: {
        opening_hours: {
          friday: [
            { from: '11:30', to: '14:00' },
            { from: '18:30', to: '22:30' },
          ],
        },
        preparation_time: 20,
        order_acceptance: { mode: 'busy', extra_preparation_time: 15 },
        custom_fields: { delivery: { door_time: '35' } },
      },
    },
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
