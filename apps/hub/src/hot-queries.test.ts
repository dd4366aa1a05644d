import { createTestDatabase } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { find as findIdempotencyKey } from './api/idempotency-store.ts'
import { findPlace } from './api/place-store.ts'
import * as deliveries from './callbacks/delivery-store.ts'
import * as privateRefs from './callbacks/private-ref-store.ts'
import * as events from './callbacks/store.ts'
import { findCaller } from './oauth/token-store.ts'
import { findPage, list, type OrderListQuery } from './orders/list-store.ts'
import { list as search } from './orders/manager-store.ts'
import * as orders from './orders/store.ts'
import { type Database, openDatabase, type Trx, transaction } from './platform/db/index.ts'
import { textOf } from './platform/db/testing/text-of.ts'

let database: Database
let drop: () => Promise<void>
beforeAll(async () => {
  const testDatabase = await createTestDatabase()
  database = await openDatabase(testDatabase.setting)
  drop = testDatabase.drop
  await fill()
})
afterAll(async () => {
  await database.close()
  await drop()
})

/** Enough rows of one account for the planner to choose between its indexes: 20 locations, clients and connections. */
async function fill() {
  const statements = [
    `insert into account (id, name, currency, country) values ('a', 'Roma', 'EUR', 'FR')`,
    `insert into location (account_id, id, number, name, country, timezone)
     select 'a', 'a-' || n, n, 'Lille ' || n, 'FR', 'Europe/Paris' from generate_series(0, 19) n`,
    `insert into orders (account_id, location_id, id, created_at, status, client_id, created_by, customer_id, timezone,
       total_cents, document)
     select 'a', 'a-' || n % 20, 'o' || n, now() - n * interval '1 minute', (array['new', 'accepted', 'completed'])[1 + n / 20 % 3],
       'c' || n % 20, 'Shop', 'p' || n % 500, 'Europe/Paris', 100, '{}' from generate_series(1, 6000) n`,
    `insert into private_ref (account_id, object_id, client_id, element_id, kind, scope_id, value)
     select 'a', 'o' || n, 'c' || n % 20, 'o' || n, 'order', 'a-' || n % 20, 'W-' || n from generate_series(1, 6000) n`,
    `insert into subscription (account_id, topic, connection_id, client_id, location_id)
     select 'a', t, 'k' || n, 'c' || n, 'a-' || n from generate_series(0, 19) n, unnest(array['order.create', 'order.update']) t`,
    `insert into event_counter (account_id, connection_id, last_seq) select 'a', 'k' || n, 300 from generate_series(0, 19) n`,
    `insert into change (account_id, id, created_at, topic, head)
     select 'a', 'h' || n, now() + n * interval '1 second', 'order.create', '' from generate_series(1, 6000) n`,
    `insert into event (account_id, connection_id, id, seq, change_id, created_at)
     select 'a', 'k' || n % 20, 'e' || n, n / 20, 'h' || n, now() + n * interval '1 second' from generate_series(1, 6000) n`,
    `analyze`,
  ]
  for (const text of statements) await database.db.run(text)
}

/** The generic plan of the prepared statement, for unknown parameters. */
function planOf(text: string): Promise<string> {
  const parameters = new Set(text.match(/\$\d+/g) ?? [])
  return transaction(database.db, async (trx) => {
    await trx`set local enable_seqscan = off`
    await trx`set local plan_cache_mode = force_generic_plan`
    // The parameters are null in this plan, so pruning would leave no partition.
    await trx`set local enable_partition_pruning = off`
    await trx.run(`prepare hot as ${text}`)
    const unknown = [...parameters].map(() => 'null').join(', ')
    const plan = await trx.run<{ 'QUERY PLAN': string }>(`explain (costs off) execute hot(${unknown})`)
    await trx`deallocate hot`
    return plan.map((row) => row['QUERY PLAN']).join('\n')
  })
}

const page: OrderListQuery = { accountId: 'a', clientId: 'c', locationId: 'a-0', limit: 101 }
const next = { ...page, after: [new Date(0), 'o'] as const }
const ofAccount = { ...page, locationId: null }
const documents = (query: OrderListQuery) => textOf((sql) => findPage(sql, query))
const rows = (query: OrderListQuery) => textOf((sql) => list(sql, query))
const key = { accountId: 'a', locationId: 'a-0', orderId: 'o', clientId: 'c' }
const connection = { accountId: 'a', connectionId: 'k0' }
const event = { ...connection, eventId: 'e' }
const task = { ...connection, id: 'e', createdAt: new Date(0) }
const due = { nodeId: 'n', now: new Date(0), firstDueBefore: new Date(0), fullConnections: [], limit: 500 }

/** Both indexes begin with the searched columns: account, client and object, in different orders. */
const refs = 'private_ref_(pkey|of_client)'

const hot: [what: string, text: string, indexes: string[]][] = [
  [
    'the connection of a token',
    textOf((sql) => findCaller(sql, { tokenHash: 't' })),
    ['access_token_pkey', 'connection_pkey', 'client_pkey'],
  ],
  ['a location', textOf((sql) => findPlace(sql, { accountId: 'a', locationId: 'a-0' })), ['location_pkey']],
  ['an order', textOf((sql) => orders.find(sql, key)), ['orders_pkey', refs]],
  ['an order to be locked', textOf((sql) => orders.lock(sql, key)), ['orders_pkey']],
  ['the orders of a location', documents(page), ['orders_of_location', 'private_ref_of_client']],
  ['their next page', documents(next), ['orders_of_location', 'private_ref_of_client']],
  ['their rows', rows(page), ['orders_of_location', refs]],
  ['those from a time on', documents({ ...page, from: new Date(0) }), ['orders_of_location']],
  ['those of a status', documents({ ...page, status: 'new' }), ['orders_of_location']],
  [
    'those that a search finds',
    textOf((sql) => search(sql, { accountId: 'a', locationIds: ['a-0'], search: 'W-1', limit: 50 })),
    ['orders_search', 'orders_pkey'],
  ],
  ['the order of a private ref', rows({ ...page, privateRef: 'W-1' }), ['private_ref_value', 'orders_pkey']],
  ['the orders of an account', rows(ofAccount), ['orders_of_account', refs]],
  ['the orders of a customer', rows({ ...ofAccount, customerId: 'c' }), ['orders_of_customer']],
  [
    'private refs of a client',
    textOf((sql) => privateRefs.list(sql, { accountId: 'a', clientId: 'c', objectIds: ['o'] })),
    [refs],
  ],
  [
    'the pending events of a connection',
    textOf((sql) => events.listPending(sql, { ...connection, afterSeq: 0, limit: 101 })),
    ['connection_id_seq_idx', 'change_'],
  ],
  ['an event', textOf((sql) => events.findPending(sql, event)), ['event_', 'change_']],
  ['the number of an event', textOf((sql) => events.findSeq(sql, event)), ['event_']],
  ['the newest number', textOf((sql) => events.findLastSeq(sql, connection)), ['event_counter_pkey']],
  ['the acknowledgement of an event', textOf((sql) => events.acknowledge(sql, event)), ['event_']],
  [
    'an event to be called for',
    textOf((sql) => deliveries.findDeliverable(sql, task)),
    ['event_', 'change_'],
  ],
  [
    'events taken in hand',
    textOf((sql) => deliveries.claim(sql, { nodeId: 'n', tasks: [task] })),
    ['event_'],
  ],
  ['events that are due', textOf((sql) => deliveries.takeDue(sql, due)), ['next_at', 'change_']],
  [
    'the answer of an idempotency key',
    textOf((sql) => findIdempotencyKey(sql, { accountId: 'a', connectionId: 'k', key: 'x' })),
    ['idempotency_key_pkey'],
  ],
]

describe('hot queries find their rows by an index, however many there are', () => {
  test.each(hot)('%s', async (_what, text, indexes) => {
    const plan = await planOf(text)
    for (const index of indexes)
      expect(plan).toMatch(new RegExp(`(Index (Only )?Scan using|Bitmap Index Scan on) \\w*${index}`))
    expect(plan).not.toContain('Seq Scan')
    expect(plan).not.toMatch(/Filter: \((object_id|connection_id|topic) /)
  })

  /** Full scans of growing tables within the transaction. */
  async function scansOf(work: (trx: Trx) => Promise<unknown>): Promise<Record<string, unknown>[]> {
    return transaction(database.db, async (trx) => {
      await trx`set local enable_seqscan = off`
      await trx`set local plan_cache_mode = force_generic_plan`
      // The parameters are null in this plan, so pruning would leave no partition.
      await trx`set local enable_partition_pruning = off`
      await work(trx)
      return trx`select relname, seq_scan::int from pg_stat_xact_user_tables where seq_scan > 0`
    })
  }
  const change = {
    id: 'new',
    topic: 'order.create',
    accountId: 'a',
    locationId: 'a-0',
    targetId: null,
    orderId: 'new',
    clientId: 'c',
    createdAtMs: Date.now(),
    head: '',
    previousState: null,
    newState: '{}',
    stateChange: null,
    refObjects: ['o7'],
  }
  const other = { ...change, id: 'newer', topic: 'order.update' }
  const row = { accountId: 'a', orderId: 'new', status: 'new', zone: 'UTC', totalCents: 1, document: '{}' }

  test('a new order and its events, and what changes it', async () => {
    const order = {
      ...row,
      locationId: 'a-0',
      createdAt: new Date(),
      clientId: 'c',
      createdBy: 'x',
      customerId: null,
    }
    const inserted = { ...order, terms: 'x', refs: { new: 'W-new' } }
    const saved = { ...row, version: null, previousDocument: null }
    expect(
      await scansOf((trx) => orders.insert({ sql: trx, waits: true }, inserted, [change, other])),
    ).toEqual([])
    expect(
      await scansOf((trx) =>
        orders.update({ sql: trx, waits: true }, { ...saved, orderId: 'o7' }, [{ ...other, id: 'last' }]),
      ),
    ).toEqual([])
  })

  test('a page of orders comes sorted from the index', async () => {
    for (const query of [page, next, ofAccount]) {
      expect(await planOf(documents(query))).not.toMatch(/^\s*(->\s*)?(Incremental )?Sort/m)
    }
  })
})
