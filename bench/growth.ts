// Whether the hub stays as near to its database when there is more in it: one and many locations, few and many orders.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { type Fixture, prepare } from './lib/fixture.ts'
import { pgbench, writeScripts } from './lib/pgbench.ts'
import { median, round, spread, table } from './lib/statistics.ts'
import { measure, type OperationName, operations, planOf, postOrders, startHub } from './lib/subject.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string' },
  },
})
const connections = 16
const seconds = Number(values.seconds ?? (values.short ? 1 : 3))
const rounds = Number(values.rounds)
const largestFall = 0.25
const steps: [locations: number, orders: number][] = values.short
  ? [
      [1, 2000],
      [20, 20_000],
    ]
  : [
      [1, 2000],
      [1000, 2000],
      [1, 500_000],
      [1000, 500_000],
    ]

/** Further locations of the account, then copies of its first order until there are so many, spread over all. */
async function grow(
  client: pg.Client,
  { accountId, locationId }: Fixture,
  locations: number,
  orders: number,
) {
  await client.query(
    `insert into location (account_id, id, number, name, country, timezone)
     select account_id, account_id || '-' || n, n, name || ' ' || n, country, timezone
     from location, generate_series(1, $2::int - 1) n where account_id = $1 and number = 0
     on conflict do nothing`,
    [accountId, locations],
  )
  await client.query(
    `with model as (select * from orders where account_id = $1 and location_id = $2 order by created_at, id limit 1)
     insert into orders (account_id, location_id, id, created_at, status, client_id, created_by, customer_id, timezone,
       total_cents, document)
     select account_id, account_id || '-' || n % $3::int, 'g' || n, created_at + n * interval '1 second', status,
       client_id, created_by, customer_id, timezone, total_cents, replace(document, id, 'g' || n)
     from model, generate_series((select count(*) from orders where account_id = $1), $4::bigint) n`,
    [accountId, locationId, locations, orders],
  )
  await client.query('vacuum (analyze) orders')
  await client.query('checkpoint')
}

const folder = await mkdtemp(join(tmpdir(), 'hub-growth-'))
const rows: (string | number)[][] = []
const first = new Map<OperationName, number>()
try {
  for (const [index, [locations, orders]] of steps.entries()) {
    const url = new URL(process.env.TEST_DATABASE_URL!)
    const admin = new pg.Client({ connectionString: url.href })
    await admin.connect()
    await admin.query(`drop database if exists growth_${index}`)
    await admin.query(`create database growth_${index}`)
    await admin.end()
    url.pathname = `/growth_${index}`
    process.stderr.write(`${locations} locations, ${orders} orders…\n`)
    const fixture = await prepare({ url: url.href })
    const server = await startHub(fixture, { DATA_DIR: join(folder, `${index}`), DATABASE_URL: url.href })
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    try {
      const orderIds = await postOrders(server, fixture.webshop, 500)
      await grow(client, fixture, locations, orders)
      const scripts = await writeScripts(folder, url.href, fixture, orderIds)
      for (const operation of operations) {
        if (positionals.length > 0 && !positionals.includes(operation)) continue
        const ratios: number[] = []
        const perSecond: number[] = []
        const perPgbench: number[] = []
        for (let turn = 0; turn <= rounds; turn++) {
          const tps = await pgbench(url.href, scripts[operation], seconds)
          const plan = planOf({ fixture, orderIds, server }, operation)
          const figures = await measure(server, { ...plan, connections, seconds })
          if (turn === 0) continue
          ratios.push(figures.perSecond / tps)
          perSecond.push(figures.perSecond)
          perPgbench.push(tps)
        }
        const ratio = median(ratios)
        if (!first.has(operation)) first.set(operation, ratio)
        const change = ratio / first.get(operation)! - 1
        const verdict = change < -largestFall ? ' (too much)' : ''
        rows.push([
          operation,
          locations,
          orders,
          spread(perPgbench),
          spread(perSecond),
          round(ratio, 3),
          `${round(change * 100)} %${verdict}`,
        ])
      }
    } finally {
      await client.end()
      await server.stop()
    }
  }
  rows.sort(
    (a, b) =>
      operations.indexOf(a[0] as OperationName) - operations.indexOf(b[0] as OperationName) ||
      Number(a[2]) - Number(b[2]),
  )
  const head = ['operation', 'locations', 'orders', 'pgbench/s', 'hub/s', 'ratio', 'ratio against the first']
  process.stdout.write(
    `\nThe hub on PostgreSQL and pgbench with its statements, on the same data, ${rounds} round(s) of ${seconds} s, median (min–max):\n\n${table(head, rows)}\n\n`,
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}
