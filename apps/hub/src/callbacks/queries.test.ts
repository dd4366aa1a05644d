import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Trx, transaction } from '../platform/db/index.ts'
import { textOf } from '../platform/db/testing/text-of.ts'
import * as deliveries from './delivery-store.ts'
import * as journal from './journal-store.ts'
import * as store from './store.ts'

let hub: TestHub
/** Many events, many of them pending, with up-to-date planner statistics. */
beforeAll(async () => {
  hub = await startHub()
  const account = await hub.account()
  const till = await hub.app('till', { account })
  await till.listen({ order: ['create'] })
  await (await hub.app('shop', { account })).post('/location/orders', { status: 'new' })
  const { db } = hub.parts
  await db`insert into event (account_id, connection_id, id, seq, change_id, created_at, state, next_at)
    select account_id, 'connection' || n % 50, id || n, n, change_id, created_at,
      case when n % 4 = 0 then 'pending' else 'acknowledged' end, case when n % 8 = 0 then created_at end
    from event, generate_series(1, 20000) n`
  await db`insert into callback_attempt (account_id, connection_id, event_id, created_at, target, duration_ms)
    select account_id, connection_id, id, created_at, '', 1 from event`
  await db`analyze event, change, callback_attempt`
})
afterAll(() => hub.close())

/** The indexes that the generic plan of a statement uses. */
async function indexesOf(text: string, given?: string): Promise<string> {
  const parameters = Math.max(...[...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)))
  return transaction(hub.parts.db, async (trx) => {
    await trx`set local enable_seqscan = off`
    await trx`set local plan_cache_mode = force_generic_plan`
    await trx.run(`prepare asked as ${text}`)
    const values = given ?? Array(parameters).fill('null').join()
    const rows = await trx.run<{ 'QUERY PLAN': string }>(`explain execute asked(${values})`)
    await trx`deallocate asked`
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).not.toMatch(/Seq Scan on (event|change|callback_attempt)_20/)
    return plan
  })
}

const connection = { accountId: 'a', connectionId: 'c' }
const task = { ...connection, id: 'e', createdAt: new Date(0) }
const due = { nodeId: 'n', now: new Date(0), firstDueBefore: new Date(0), fullConnections: [], limit: 1 }
const earlier = { ...connection, seq: 2, object: '', except: [] }
const page = { ...connection, from: null, before: null, state: null, orderId: null, afterSeq: 0, limit: 1 }
const again = { ...connection, replayId: 'r', replayedAt: new Date(0), eventIds: [] }

test.each<[string, (sql: Trx) => unknown, RegExp, string?]>([
  [
    'the list of events',
    (sql) => store.listPending(sql, { ...connection, afterSeq: 0, limit: 1 }),
    /event_\w*account_id_connection_id_seq_idx/,
  ],
  ['what is due', (sql) => deliveries.takeDue(sql, due), /event_\w*next_at_idx/],
  [
    'what is to be sent',
    (sql) => deliveries.findDeliverable(sql, task),
    /event_\w*pkey/,
    'null, null, null, now()',
  ],
  [
    'predecessors',
    (sql) => deliveries.findEarlier(sql, earlier),
    /event_\w*account_id_connection_id_seq_idx/,
  ],
  ['taking events in hand', (sql) => deliveries.claim(sql, { nodeId: 'n', tasks: [task] }), /event_\w*pkey/],
  ['what attempts came to', (sql) => deliveries.saveOutcomes(sql, []), /event_\w*pkey/],
  ['the journal', (sql) => journal.list(sql, page), /event_\w*account_id_connection_id_seq_idx\d?/],
  ['attempts of the journal', (sql) => journal.list(sql, page), /callback_attempt_\w*event_id_idx/],
  ['a replay', (sql) => journal.replay(sql, again), /event_\w*pkey/],
])('%s: by an index', async (_name, call, index, given) => {
  expect(await indexesOf(textOf(call), given)).toMatch(index)
})
