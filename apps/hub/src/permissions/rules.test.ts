import type { Role } from '@hub/contract/manager'
import { expect, test } from 'vitest'
import { abilities, bit, bitsOf, strongest } from './rules.ts'

const everything = {
  edit: true,
  add_location: true,
  manage_users: true,
  connect: true,
  block: true,
  disconnect: true,
  manage_resources: true,
}
const manager = { manage_users: false, disconnect: false }
const onLocation = { add_location: false }

/** The table of back-office §3.1, column by column. */
test.each<[string, 'account' | 'location', Role | null, Role | null, object | null]>([
  ['Admin of the account, on the account', 'account', 'admin', null, everything],
  ['Admin of the account, on a location', 'location', 'admin', null, { ...everything, ...onLocation }],
  ['Manager of the account, on the account', 'account', 'manager', null, { ...everything, ...manager }],
  [
    'Manager of the account, on a location',
    'location',
    'manager',
    null,
    { ...everything, ...onLocation, ...manager },
  ],
  ['Admin of a location, on the account', 'account', null, 'admin', null],
  ['Admin of a location, on it', 'location', null, 'admin', { ...everything, ...onLocation }],
  ['Manager of a location, on the account', 'account', null, 'manager', null],
  ['Manager of a location, on it', 'location', null, 'manager', { ...everything, ...onLocation, ...manager }],
  [
    'Manager of the account and Admin of a location, on the account',
    'account',
    'manager',
    'admin',
    { ...everything, ...manager },
  ],
  [
    'Manager of the account and Admin of a location, on it',
    'location',
    'manager',
    'admin',
    { ...everything, ...onLocation },
  ],
  [
    'Admin of the account and Manager of a location, on it',
    'location',
    'admin',
    'manager',
    { ...everything, ...onLocation },
  ],
  ['a stranger, on the account', 'account', null, null, null],
  ['a stranger, on a location', 'location', null, null, null],
])('%s', (_who, level, account, location, expected) => {
  expect(abilities(level, { account, location })).toEqual(expected)
})

test('rights add up and the strongest wins', () => {
  expect(strongest(null, 'manager', 'admin')).toBe('admin')
  expect(strongest('manager', null)).toBe('manager')
  expect(strongest(null)).toBeNull()
})

test('an Admin holds every bit, a Manager neither users nor billing (back-office §3.2)', () => {
  expect(bitsOf.admin).toBe(63)
  expect(bitsOf.manager & bit.viewBackOffice).toBeTruthy()
  expect(bitsOf.manager & (bit.manageEntity | bit.manageBilling)).toBe(0)
})
