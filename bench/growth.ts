// Whether the hub stays as near to the simplest statements when there is more in its database: one and many locations,
// few and many orders, in both.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCluster } from './lib/cluster.ts'
import { type Fixture, prepare } from './lib/fixture.ts'
import { createMinimal } from './lib/minimal.ts'
import { pgbench } from './lib/pgbench.ts'
import { runSql } from './lib/sql.ts'
import { median, round, spread, table } from './lib/statistics.ts'
import {
  documentOf,
  measure,
  type OperationName,
  operations,
  pickedOrders,
  planOf,
  startSubject,
} from './lib/subject.ts'

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
const copies = `
insert into location (account_id, id, number, name, country, timezone)
select account_id, account_id || '-' || n, n, name || ' ' || n, country, timezone
from location, generate_series(1, :locations - 1) n where account_id = :'account' and number = 0
on conflict do nothing;
with model as (
  select * from orders where account_id = :'account' and location_id = :'location' order by created_at, id limit 1)
insert into orders (account_id, location_id, id, created_at, status, client_id, created_by, customer_id, timezone,
  total_cents, document)
select account_id, account_id || '-' || n % :locations, 'g' || n, created_at + n * interval '1 second', status,
  client_id, created_by, customer_id, timezone, total_cents, replace(document, id, 'g' || n)
from model, generate_series((select count(*) from orders where account_id = :'account'), :orders) n;
vacuum (analyze) orders;
checkpoint;`

const grow = (url: string, { accountId, locationId }: Fixture, locations: number, orders: number) =>
  runSql(url, copies, { account: accountId, location: locationId, locations, orders })

const folder = await mkdtemp(join(tmpdir(), 'hub-growth-'))
const rows: (string | number)[][] = []
const first = new Map<OperationName, number>()
let missed = 0
const cluster = await startCluster('disk')
try {
  for (const [index, [locations, orders]] of steps.entries()) {
    process.stderr.write(`${locations} locations, ${orders} orders…\n`)
    const names = { hub: `hub_${index}`, minimal: `minimal_${index}` }
    const url = await cluster.createDatabase(names.hub)
    const fixture = await prepare({ url })
    const environment = { DATA_DIR: join(folder, `${index}`), DATABASE_URL: url }
    const subject = await startSubject(fixture, environment, { ordersEach: pickedOrders })
    try {
      await grow(url, fixture, locations, orders)
      const document = await documentOf(subject)
      const minimalUrl = await cluster.createDatabase(names.minimal)
      const data = { document, locations, loaded: 1, orders, picked: pickedOrders }
      const scripts = await createMinimal(minimalUrl, folder, data)
      for (const operation of operations) {
        if (positionals.length > 0 && !positionals.includes(operation)) continue
        const ratios: number[] = []
        const perSecond: number[] = []
        const perPgbench: number[] = []
        for (let turn = 0; turn <= rounds; turn++) {
          const minimal = await pgbench(scripts[operation], cluster, { clients: connections, seconds })
          const plan = { ...planOf(subject, operation), connections, seconds }
          const figures = await measure(subject.server, plan)
          if (turn === 0) continue
          ratios.push(figures.perSecond / minimal.perSecond)
          perSecond.push(figures.perSecond)
          perPgbench.push(minimal.perSecond)
        }
        const ratio = median(ratios)
        if (!first.has(operation)) first.set(operation, ratio)
        const change = ratio / first.get(operation)! - 1
        const isMet = change >= -largestFall
        if (!isMet) missed++
        rows.push([
          operation,
          locations,
          orders,
          spread(perPgbench),
          spread(perSecond),
          round(ratio, 3),
          `${round(change * 100)} %`,
          isMet ? 'met' : 'MISSED',
        ])
      }
    } finally {
      await subject.server.stop()
      for (const name of Object.values(names)) await cluster.dropDatabase(name)
    }
  }
  rows.sort(
    (a, b) =>
      operations.indexOf(a[0] as OperationName) - operations.indexOf(b[0] as OperationName) ||
      Number(a[2]) - Number(b[2]),
  )
  const head = ['operation', 'locations', 'orders', 'minimal/s', 'hub/s', 'ratio', 'against the first', '']
  process.stdout.write(
    `\nThe hub and the minimal statements on as many rows, ${rounds} round(s) of ${seconds} s, median (min–max); goal: the ratio falls by ${largestFall * 100} % at most:\n\n${table(head, rows)}\n\n`,
  )
  if (missed > 0) process.exitCode = 1
} finally {
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
