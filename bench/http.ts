// Orders over HTTP on PostgreSQL and PGlite, beside pgbench running the hub's own statements in the same run.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { benchSecret, type Fixture, orderOf4Items, prepare } from './lib/fixture.ts'
import { generate } from './lib/generate.ts'
import { type ServerProcess, startProcess } from './lib/process.ts'
import { median, round, spread, table } from './lib/statistics.ts'

const execute = promisify(execFile)
const rounds = 3
const seconds = 5
const connections = 16
const ordersBefore = 2000
const operations = ['create', 'get', 'list 100', 'patch'] as const
type OperationName = (typeof operations)[number]

interface Subject {
  name: string
  fixture: Fixture
  server: ServerProcess
  orderIds: string[]
}

const api = async (
  subject: Pick<Subject, 'server'>,
  token: string,
  method: string,
  path: string,
  body?: string,
) => {
  const response = await fetch(`${subject.server.origin}/v1${path}`, {
    method,
    headers: {
      'x-access-token': token,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  })
  if (response.status !== 200)
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

async function startSubject(
  name: string,
  fixture: Fixture,
  environment: Record<string, string>,
): Promise<Subject> {
  const server = await startProcess('apps/hub/src/main.ts', {
    HUB_PORT: '0',
    HUB_SECRET: benchSecret,
    DEMO: '0',
    RATE_LIMITS: Array(4).fill(100_000_000).join(),
    ...environment,
  })
  const events = JSON.stringify({ events: { order: ['create', 'update'] } })
  await api({ server }, fixture.till, 'POST', '/callback', events)
  const orderIds: string[] = []
  for (let made = 0; made < ordersBefore; made += 50) {
    const batch = Array.from({ length: 50 }, () =>
      api({ server }, fixture.webshop, 'POST', '/location/orders', orderOf4Items),
    )
    orderIds.push(...(await Promise.all(batch)).map((order) => (order as { id: string }).id))
  }
  return { name, fixture, server, orderIds }
}

async function measure(subject: Subject, operation: OperationName) {
  const cpuBefore = await subject.server.cpuSeconds()
  const { fixture, orderIds, server } = subject
  const orders = '/v1/location/orders'
  const byId = orderIds.slice(0, 500).map((id) => `${orders}/${id}`)
  const plans = {
    create: { method: 'POST', paths: [orders], body: orderOf4Items },
    get: { method: 'GET', paths: byId },
    'list 100': { method: 'GET', paths: [`${orders}?count=100`] },
    patch: { method: 'PATCH', paths: byId, body: JSON.stringify({ seller_notes: `note ${Math.random()}` }) },
  }
  const figures = await generate({
    origin: server.origin,
    token: fixture.webshop,
    connections,
    seconds,
    ...plans[operation],
  })
  const cpuMicros = ((await server.cpuSeconds()) - cpuBefore) * 1e6
  return { ...figures, cpuMicros: cpuMicros / figures.requests }
}

/** The hub's own statements, as PostgreSQL ran them last for this operation, replayed by pgbench. */
async function pgbench(url: string, script: string): Promise<number> {
  const { stdout } = await execute(
    'pgbench',
    ['-n', '-M', 'prepared', '-c', `${connections}`, '-j', '2', '-T', `${seconds}`, '-f', script, url],
    {
      env: {
        ...process.env,
        PATH: `${process.env.PATH}:/usr/lib/postgresql/15/bin:/usr/lib/postgresql/17/bin`,
      },
    },
  )
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
}

/** A literal in which pgbench sees no `:variable`. */
const quote = (value: string) =>
  `E'${value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a')}'`

async function writeScripts(
  folder: string,
  url: string,
  { fixture, orderIds }: Subject,
): Promise<Record<OperationName, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ document: string }>('select document from orders limit 1')
  await client.end()
  const { insertWithEvents, find, listOfLocation } = await import('@hub/hub/orders-statements')
  const document = rows[0]!.document
  const account = quote(fixture.accountId)
  const location = quote(fixture.locationId)
  const clientId = quote(fixture.webshopClientId)
  const head =
    '"resource_type":"order","event_type":"create","created_at":"2026-12-04T18:30:00+01:00","account_id":"a","location_id":"a-0","order_id":"o"'
  const array = (value: string) => `array[${value}]`
  const fill = (text: string, values: string[]) =>
    text.replace(/\$(\d+)/g, (_, number) => `(${values[Number(number) - 1]})`)
  const newId = 'substr(md5(random()::text), 1, 12)'
  const anyOrder = `(array[${orderIds.slice(0, 500).map(quote).join(',')}])[1 + floor(random() * 500)::int]`
  const change = [
    account,
    array(newId),
    array("'order.create'"),
    array(location),
    array('null::text'),
    array(clientId),
    array('now()'),
    array(quote(head)),
    array('null::text'),
    array(quote(document)),
    array('null::text'),
    array("''"),
  ]
  const texts: Record<OperationName, string> = {
    create: fill(insertWithEvents.sql, [
      account,
      location,
      newId,
      'now()',
      "'new'",
      clientId,
      "'Ma boutique'",
      'null',
      "'Europe/Paris'",
      '4980',
      quote(document),
      newId,
      "'{}'",
      "'{}'",
      ...change,
    ]),
    get: fill(find.sql, [account, clientId, location, quote(orderIds[0]!)]),
    'list 100': fill(listOfLocation.sql, [
      account,
      clientId,
      location,
      'null',
      'null',
      'null',
      'null',
      'null',
      'null',
      'null',
      '101',
    ]),
    patch:
      `begin;\nselect document from orders where account_id = ${account} and id = ${quote(orderIds[0]!)} for update;\n` +
      `update orders set document = ${quote(document)}, status = 'new', total_cents = 4980 where account_id = ${account} and id = ${anyOrder};\n` +
      'commit;',
  }
  const files = {} as Record<OperationName, string>
  for (const operation of operations) {
    files[operation] = join(folder, `${operation.replace(' ', '-')}.sql`)
    const text = texts[operation].trim()
    await writeFile(
      files[operation],
      `${operation === 'patch' ? text : text.replaceAll('\n', ' ')}${text.endsWith(';') ? '' : ';'}\n`,
    )
  }
  return files
}

const url = process.env.TEST_DATABASE_URL!
const folder = await mkdtemp(join(tmpdir(), 'hub-bench-'))
const subjects: Subject[] = []
try {
  process.stderr.write(`Preparing ${ordersBefore} orders on each database…\n`)
  const dataDir = join(folder, 'pglite')
  subjects.push(
    await startSubject('PostgreSQL', await prepare({ url }), {
      DATABASE_URL: url,
      DATA_DIR: join(folder, 'postgres'),
    }),
    await startSubject('PGlite', await prepare({ dataDir: join(dataDir, 'hub') }), {
      DATA_DIR: dataDir,
      DATABASE_URL: '',
    }),
  )
  const scripts = await writeScripts(folder, url, subjects[0]!)
  const rows: (string | number)[][] = []
  const chosen = process.argv.slice(2)
  for (const operation of operations) {
    if (chosen.length > 0 && !chosen.includes(operation)) continue
    process.stderr.write(`${operation}…\n`)
    // A fresh cluster is slow until its WAL files are recycled: the first round warms up and is not counted.
    const baseline: number[] = []
    const measured = new Map(subjects.map(({ name }) => [name, [] as Awaited<ReturnType<typeof measure>>[]]))
    for (let round_ = 0; round_ <= rounds; round_++) {
      const tps = await pgbench(url, scripts[operation])
      if (round_ > 0) baseline.push(tps)
      for (const subject of subjects) {
        const figures = await measure(subject, operation)
        if (round_ > 0) measured.get(subject.name)!.push(figures)
      }
    }
    rows.push([operation, 'pgbench', spread(baseline), 1, '', '', ''])
    for (const [name, figures] of measured) {
      const perSecond = figures.map((one) => one.perSecond)
      const ratio = round(median(perSecond) / median(baseline), 3)
      rows.push([
        operation,
        `hub on ${name}`,
        spread(perSecond),
        ratio,
        round(median(figures.map((one) => one.p50Ms))),
        round(median(figures.map((one) => one.p99Ms))),
        Math.round(median(figures.map((one) => one.cpuMicros))),
      ])
    }
  }
  process.stdout.write(
    `\nOrder of 4 items, ${connections} connections, ${rounds} rounds of ${seconds} s, median (min–max):\n\n`,
  )
  process.stdout.write(
    `${table(['operation', 'subject', 'requests/s', 'ratio to pgbench', 'p50 ms', 'p99 ms', 'hub CPU µs/request'], rows)}\n\n`,
  )
  for (const { name, server } of subjects)
    process.stdout.write(`Memory of the hub on ${name}: ${Math.round(await server.memoryMb())} MB\n`)
} finally {
  for (const { server } of subjects) await server.stop()
  await rm(folder, { recursive: true, force: true })
}
