import { expect, test } from 'vitest'
import { isHidden } from './hiding.ts'

const order = { channel: 'Ma boutique', serviceReference: null, createdAt: '2021-07-29T12:00:00Z' }
const none = { kioskWords: [], sinceMs: null }
const kiosk = { ...none, kioskWords: ['borne', 'kiosk'] }

test.each([
  ['nothing is left out', order, none, false],
  ['another channel', order, kiosk, false],
  ['a kiosk by its name, in capitals', { ...order, channel: 'Ma BORNE 2' }, kiosk, true],
  ['a kiosk by its service', { ...order, serviceReference: 'KIOSK_EAT_IN' }, kiosk, true],
  ['a kiosk while they are shown', { ...order, channel: 'Borne' }, none, false],
  ['placed before', order, { ...none, sinceMs: Date.parse('2021-07-29T12:00:01Z') }, true],
  ['placed since', order, { ...none, sinceMs: Date.parse('2021-07-29T12:00:00Z') }, false],
])('%s (kezia R-O8, D32)', (_, seen, rules, hidden) => expect(isHidden(seen, rules)).toBe(hidden))
