import type { LiveHint } from '@hub/contract/manager'
import { expect, test } from 'vitest'
import { concerns } from './concerns.ts'

const orders: LiveHint = { kind: 'orders', account_id: 'a', location_id: 'a-0', order_ids: ['o1'] }
const many: LiveHint = { ...orders, order_ids: null }
const journal: LiveHint = { kind: 'journal', account_id: 'a' }
const connections: LiveHint = { kind: 'connections', account_id: 'a' }

const keys: [key: unknown[], by: LiveHint[]][] = [
  [
    ['orders', { account_id: 'a', location_id: undefined }, {}],
    [orders, many],
  ],
  [
    ['orders', { account_id: 'a', location_id: 'a-0' }, {}],
    [orders, many],
  ],
  [['orders', { account_id: 'a', location_id: 'a-1' }, {}], []],
  [['orders', { account_id: 'b', location_id: undefined }, {}], []],
  [
    ['orders', 'a-0', 'o1'],
    [orders, many, connections],
  ],
  [
    ['orders', 'a-0', 'o2'],
    [many, connections],
  ],
  [['orders', 'a-1', 'o1'], [connections]],
  [['orders', 'b-0', 'o1'], []],
  [
    ['dashboard', { account_id: 'a', location_id: 'a-0' }],
    [orders, many, connections],
  ],
  [
    ['sales', { account_id: 'a' }],
    [orders, many],
  ],
  [['connections', { account_id: 'a' }], [connections]],
  [['connections', 'ended', { account_id: 'a' }], [connections]],
  [['connections', 'a', 'c1'], [connections]],
  [
    ['journal', 'a', 'c1', {}],
    [orders, many, journal],
  ],
  [
    ['journal', 'a-0', 'o1'],
    [orders, many, journal],
  ],
  [
    ['journal', 'a-0', 'o2'],
    [many, journal],
  ],
  [['journal', 'b', 'c1', {}], []],
  [
    ['logs', 'a', { order_id: 'o1', location_id: 'a-0' }, {}],
    [orders, many],
  ],
  [['logs', 'a', { connection_id: 'c1' }, {}], []],
  [['session'], [connections]],
  [['customers', { account_id: 'a' }], []],
]

test.each(keys)('%j is read again for what concerns it, and for nothing else (support U11)', (key, by) => {
  expect([orders, many, journal, connections].filter((hint) => concerns(key, hint))).toEqual(by)
})
