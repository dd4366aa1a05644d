import { describe, expect, test } from 'vitest'
import { changesFor, mergeIncoming, type SharedFields } from './shared.ts'

const blank: SharedFields = {
  lastName: '',
  firstName: '',
  civility: '',
  birthDate: '',
  company: '',
  email: '',
  phone: '',
  accessCode: '',
  address1: '',
  address2: '',
  postalCode: '',
  city: '',
  country: '',
  deliveryNotes: '',
  isSmsAllowed: false,
  isEmailAllowed: false,
}
const person = (values: Partial<SharedFields>): SharedFields => ({ ...blank, ...values })

describe('what the source says (kezia R-E6, D56)', () => {
  test.each<[string, Partial<SharedFields>, Partial<SharedFields> | null, Partial<SharedFields>, object]>([
    ['the first time, what it knows wins', { city: 'Lille' }, null, { city: 'Lens' }, { city: 'Lens' }],
    [
      'the first time, it empties nothing',
      { city: 'Lille', isSmsAllowed: true },
      null,
      {},
      { city: 'Lille', isSmsAllowed: true },
    ],
    ['what it changed wins', { city: 'Lille' }, { city: 'Lille' }, { city: 'Lens' }, { city: 'Lens' }],
    ['what it emptied is emptied', { city: 'Lille' }, { city: 'Lille' }, {}, { city: '' }],
    ['what it did not touch stays', { city: 'Lille' }, { city: 'Lens' }, { city: 'Lens' }, { city: 'Lille' }],
    ['both changed: its word is the last', { city: 'A' }, { city: 'B' }, { city: 'C' }, { city: 'C' }],
    [
      'the same number keeps its writing',
      { phone: '06 12 34 56 78' },
      null,
      { phone: '+33612345678' },
      { phone: '06 12 34 56 78' },
    ],
  ])('%s', (_, own, told, incoming, expected) => {
    expect(mergeIncoming(person(own), told && person(told), person(incoming))).toMatchObject(expected)
  })
})

describe('what the source is told (kezia D56)', () => {
  test.each<[string, Partial<SharedFields>, Partial<SharedFields> | null, Partial<SharedFields>, object]>([
    [
      'the first time, what differs',
      { city: 'Lille', lastName: 'Petit' },
      null,
      { lastName: 'Petit' },
      { city: 'Lille' },
    ],
    ['an empty text erases nothing', { city: '' }, { city: 'Lille' }, { city: 'Lille' }, {}],
    ['an unticked box of the first time neither', { isSmsAllowed: false }, null, { isSmsAllowed: true }, {}],
    [
      'a box unticked since does',
      { isSmsAllowed: false },
      { isSmsAllowed: true },
      { isSmsAllowed: true },
      { isSmsAllowed: false },
    ],
    ['what did not change here is not told', { city: 'Lille' }, { city: 'Lille' }, { city: 'Lens' }, {}],
    ['both changed: ours is the last word', { city: 'A' }, { city: 'B' }, { city: 'C' }, { city: 'A' }],
    ['e-mails in another case are the same', { email: 'A@x.fr' }, null, { email: 'a@x.fr' }, {}],
  ])('%s', (_, own, told, held, expected) => {
    expect(changesFor(person(own), told && person(told), person(held))).toEqual(expected)
  })
})
