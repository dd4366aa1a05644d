import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { type OAuthClient, operatorToken, type Person, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let hub: TestHub
let person: Person
let client: OAuthClient
let logged = ''
const secret = new Map<string, string>()
const scope = 'location[orders.write,catalog.read]'

/** Everything that a client or a user does with a secret, correctly and incorrectly, in every way that is accepted. */
beforeAll(async () => {
  const logTo = new Writable({
    write(chunk, _encoding, done) {
      logged += chunk
      done()
    },
  })
  hub = await startHub({ logTo, config: { logLevel: 'trace' } })
  person = await hub.person({ admin: [await hub.account()] })
  const created = await hub.operator('POST', '/clients', {
    name: 'Shop',
    owner: person.email,
    redirect_uri: [],
  })
  client = await hub.oauthClient('Ma boutique')
  const code = await client.approve(person, { scope })
  const { body } = await client.post('token', { code })
  await client.post('token', { code })
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
  const code_challenge = createHash('sha256').update(verifier).digest('base64url')
  const second = await client.approve(person, { scope, code_challenge, code_challenge_method: 'S256' })
  const credentials = { client_id: client.clientId, client_secret: client.clientSecret }
  await client.send(
    `token?${new URLSearchParams({ ...credentials, code: second, code_verifier: verifier })}`,
    {},
  )
  await client.send(`token?${new URLSearchParams({ ...credentials, code: second })}`, {})
  await client.send('token', {
    headers: { 'content-type': 'application/json' },
    body: `{"code":"${second}",`,
  })
  const headers = { 'x-access-token': body.access_token }
  for (const path of ['/v1/location', `/v1/location?access_token=${body.access_token}`, '/v1/nope'])
    await fetch(hub.origin + path, { headers })
  await client.send(`revoke?${new URLSearchParams({ ...credentials, token: 'f'.repeat(32) })}`, {})
  const kept = await client.connect(person, { scope, device_id: 'kept' })
  const unused = await client.approve(person, { scope })
  await client.send(`revoke?${new URLSearchParams({ ...credentials, token: body.access_token })}`, {})
  for (const [name, value] of Object.entries({
    'access token': kept.access_token,
    'revoked token': body.access_token,
    'client secret': client.clientSecret,
    'client secret of the operator': created.body.client_secret,
    'used code': code,
    'used code with PKCE': second,
    'open code': unused,
    'code verifier': verifier,
    'session cookie': person.cookies.hub_session!,
    'operator token': operatorToken,
  }))
    secret.set(name, value)
  for (const [name, value] of secret) if (!value || value.length < 20) throw new Error(`no ${name}`)
})
afterAll(() => hub.close())

const leaked = (text: string) => [...secret].filter(([, value]) => text.includes(value)).map(([name]) => name)

test('no token, secret, code or cookie is in a log line, which name URLs too (general §12)', async () => {
  expect(logged).toContain('/oauth2/v1/token?')
  expect(logged).toContain('an authorisation code was presented again')
  expect(leaked(logged)).toEqual([])
})

test('none of them is in the database in the clear (general §12)', async () => {
  const { db } = hub.parts
  const tables = await db<{ name: string }>`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema')`
  let whole = ''
  for (const { name } of tables) {
    const rows = await db.run<{ row: string }>(`select t::text as row from ${name} t`)
    whole += `${name}\n${rows.map(({ row }) => row).join('\n')}\n`
  }
  for (const table of ['access_token', 'authorisation_code', 'person_session', 'client'])
    expect(whole).toMatch(new RegExp(`public\\.${table}\n\\(`))
  expect(leaked(whole)).toEqual([])
})

// The files of an external PostgreSQL server cannot be read here.
if (!process.env.TEST_DATABASE_URL) {
  test('nor in the data files, the log of changes included', async () => {
    const rows = await hub.parts.db<{ folder: string; oid: string }>`
      select current_setting('data_directory') as folder, oid::text as oid from pg_database where datname = current_database()
    `
    const { folder, oid } = rows[0]!
    await hub.parts.db`checkpoint`
    const found = new Set<string>()
    for (const part of [join(folder, 'base', oid), join(folder, 'pg_wal')])
      for (const { name } of (await readdir(part, { withFileTypes: true })).filter((entry) =>
        entry.isFile(),
      )) {
        const bytes = await readFile(join(part, name))
        if (bytes.includes(person.email)) found.add('the address')
        for (const [what, value] of secret) if (bytes.includes(value)) found.add(what)
      }
    expect([...found]).toEqual(['the address'])
  })
}
