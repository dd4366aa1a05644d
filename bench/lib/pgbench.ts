import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { listStatements } from '@hub/hub/orders-list-statements'
import { find, findVersion, insertWithEvents, updateVersionWithEvents } from '@hub/hub/orders-statements'
import pg from 'pg'
import type { Fixture } from './fixture.ts'
import type { OperationName } from './subject.ts'

const execute = promisify(execFile)
const connections = 16

/** Runs a script on a database and gives its transactions per second. */
export async function pgbench(url: string, script: string, seconds: number): Promise<number> {
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
  const failed = Number(/number of failed transactions: (\d+)/.exec(stdout)?.[1] ?? 0)
  if (failed > 0) throw new Error(`pgbench: ${failed} transactions of ${script} failed`)
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
}

/** A literal in which pgbench sees no `:variable`. */
const quote = (value: string) =>
  `E'${value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a')}'`

/** The statement on one line, with texts for its parameters. */
const fill = (sql: string, values: readonly string[]) =>
  sql
    .replace(/\$(\d+)/g, (_, number) => `(${values[Number(number) - 1]})`)
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim()

const array = (value: string) => `array[${value}]`
const newId = 'substr(md5(random()::text), 1, 12)'
const head =
  '"resource_type":"order","event_type":"create","created_at":"2026-12-04T18:30:00+01:00","account_id":"a","location_id":"a-0","order_id":"o"'

/** What the hub asks of its database for each operation, as scripts of pgbench: the same statements, prepared too. */
export async function writeScripts(
  folder: string,
  url: string,
  fixture: Fixture,
  orderIds: readonly string[],
): Promise<Record<OperationName, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ document: string }>('select document from orders where id = $1', [
    orderIds[0],
  ])
  await client.end()
  const document = quote(rows[0]!.document)
  const [account, location, clientId] = [fixture.accountId, fixture.locationId, fixture.webshopClientId].map(
    quote,
  ) as [string, string, string]
  const ids = orderIds.slice(0, 500)
  const change = (topic: string) => [
    account,
    array(newId),
    array(quote(topic)),
    array(location),
    array('null::text'),
    array(clientId),
    array('now()'),
    array(quote(head)),
    array('null::text'),
    array('null::text'),
    array('null::text'),
    array("''"),
  ]
  const created = [
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
    document,
    "''",
    newId,
    "'{}'",
    "'{}'",
    ...change('order.create'),
  ]
  const page = listStatements({
    accountId: fixture.accountId,
    clientId: fixture.webshopClientId,
    locationId: fixture.locationId,
    limit: 101,
  })
  // The same order in both statements.
  const picked = `(array[${ids.map(quote).join(',')}])[:one]`
  const saved = [
    account,
    picked,
    "'new'",
    "'Europe/Paris'",
    '4980',
    document,
    ':version',
    ':document',
    ...change('order.update'),
  ]
  const texts: Record<OperationName, string> = {
    create: `${fill(insertWithEvents.sql, created)};`,
    get: `${fill(find.sql, [account, clientId, location, quote(orderIds[0]!)])};`,
    'list 100': `${fill(
      page.documents,
      page.parameters.map((value) => (typeof value === 'number' ? `${value}` : quote(`${value}`))),
    )};`,
    patch: `\\set one random(1, ${ids.length})\n${fill(findVersion.sql, [account, clientId, location, picked])} \\gset\n${fill(
      updateVersionWithEvents.sql,
      saved,
    )};`,
  }
  const files = {} as Record<OperationName, string>
  for (const [operation, text] of Object.entries(texts) as [OperationName, string][]) {
    files[operation] = join(folder, `${operation.replace(' ', '-')}.sql`)
    await writeFile(files[operation], `${text}\n`)
  }
  return files
}
