import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callOperator, OAuthClient, Person, redirectUri, until } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

const scope = 'location[orders.write,customer_list.write]'
const password = 'sept tasses de porcelaine bleue'
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

let dataDir: string
let hub: ChildProcess
let log = ''
let origin = ''

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-planted-'))
  const environment = {
    ...process.env,
    DATA_DIR: dataDir,
    HUB_PORT: '0',
    DEMO: '0',
    LOG_LEVEL: 'trace',
    RATE_LIMITS: '1000000,1000000,1000000,1000000',
  }
  const main = new URL('../main.ts', import.meta.url).pathname
  hub = spawn(process.execPath, [main], { env: { ...environment, DATABASE_URL: '', NODE_ENV: '' } })
  for (const output of [hub.stdout, hub.stderr]) output!.on('data', (chunk) => (log += String(chunk)))
  await until(() => /Server listening at (http:\/\/[\w.:]+)/.test(log), 60_000)
  origin = /Server listening at (http:\/\/[\w.:]+)/.exec(log)![1]!
})
afterAll(async () => {
  if (hub.exitCode === null) hub.kill('SIGKILL')
  await rm(dataDir, { recursive: true, force: true })
})

/** Files that hold secrets by design: the operator's token, the till's credentials, the hub's key, and mails. */
const isMeant = (file: string) =>
  /\/mail\/|operator-token|till-client|hub-secret|local-secret|secret$/.test(file)

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function merchant() {
  const token = (await readFile(join(dataDir, 'operator-token'), 'utf8')).trim()
  const operator = async (path: string, body: object) => {
    const answer = await callOperator(origin, token, 'POST', path, body)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const email = 'lea@hub.test'
  await operator('/users', { email, password, name: 'Léa Petit' })
  const account = await operator('/accounts', { name: 'Roma', currency: 'EUR', country: 'FR', owner: email })
  const made = await operator('/clients', { name: 'Basil', owner: email, redirect_uri: [redirectUri] })
  const { client_id: clientId, client_secret: clientSecret } = made
  const person = new Person(origin)
  expect((await person.post('/login', { email, password })).status).toBe(200)
  return { account, person, client: new OAuthClient(origin, { clientId, clientSecret }) }
}

/** The texts in which a secret of that name may appear: in a URL, in a body, in a header. */
function formsOf(name: string, secret: string) {
  const pair = `${name}=${secret}`
  const once = encodeURIComponent(`/cb?x=1&${pair}`)
  const quoted = JSON.stringify({ [name]: secret })
  return {
    queries: [
      pair,
      pair.toUpperCase().replace(secret.toUpperCase(), secret),
      `a=1&%${name.charCodeAt(0).toString(16)}${name.slice(1)}=${secret}`,
      `back=${once}`,
      `back=${encodeURIComponent(once)}`,
      `next=${once}`,
    ],
    bodies: [
      ['application/json', quoted],
      ['application/json', `{"${name.toUpperCase()}"\n:  "${secret}"}`],
      ['application/json', `{"status":"new","custom_fields":{"a":[${quoted}]},"items":5}`],
      ['application/json', JSON.stringify({ items: 5, seller_notes: quoted })],
      ['application/json', `{"${name}":"${secret}`],
      ['application/json', `{"${name}":"${secret}" "}`],
      ['application/x-www-form-urlencoded', `x=1&${pair}`],
      [
        'multipart/form-data; boundary=b',
        `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${secret}\r\n--b--\r\n`,
      ],
    ] as const,
    headers: [
      { 'x-api-key': secret },
      { referer: `${origin}/device?${pair}` },
      { authorization: `Basic ${Buffer.from(`x:${secret}`).toString('base64')}` },
    ] as Record<string, string>[],
  }
}

test('no planted secret is in a log, a request log, an error, a redirect, an export or a file (security 10.9)', async () => {
  const { account, person, client } = await merchant()
  const outputs: [place: string, text: string][] = []
  const keep = async (place: string, response: Response) => {
    outputs.push([place, `${response.headers.get('location') ?? ''}\n${await response.text()}`])
    return response
  }

  // Real secrets, each through its whole life.
  const verifier = 'v3rifier'.repeat(7)
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const pkce = { scope, code_challenge: challenge, code_challenge_method: 'S256' }
  const code = await client.approve(person, pkce)
  const bought = await client.post('token', { code, code_verifier: verifier })
  expect(bought.status).toBe(200)
  const token: string = bought.body.access_token
  outputs.push(['a code again', (await client.post('token', { code, code_verifier: verifier })).text])
  const started = await client.send('device_authorization', {
    body: new URLSearchParams({ client_id: client.clientId, scope }),
  })
  const { device_code, user_code } = started.body
  await keep('the page of a code', await person.fetch(`/device?user_code=${user_code}`))
  const opened = await person.post('/device', { user_code })
  expect(opened.status).toBe(200)
  await keep('the consent page of a device', await person.fetch(opened.body.next))
  const poll = await client.post('token', { grant_type: deviceGrant, device_code })
  outputs.push(['a device that waits', poll.text])
  const real = {
    token,
    code,
    client_secret: client.clientSecret,
    code_verifier: verifier,
    device_code,
    user_code,
    password,
  }

  // Invented secrets, sent wherever a client may send them by mistake. None is accepted and stored.
  const names = [
    'access_token',
    'token',
    'code',
    'client_secret',
    'api_key',
    'password',
    'device_code',
    'user_code',
    'code_verifier',
    'refresh_token',
  ]
  const made = names.map((name, index) => [name, `pl4nted${index}${'0123456789abcdef'.repeat(2)}`] as const)
  const planted = [...made, ...Object.entries(real)]
  const asApp = { 'x-access-token': token }
  let sent = 0
  for (const [index, [name, secret]] of planted.entries()) {
    // The token endpoints allow 30 calls a minute.
    const oauth = index < 2 ? ['/oauth2/v1/revoke'] : []
    const { queries, bodies, headers } = formsOf(name, secret)
    for (const query of queries) {
      for (const path of [
        '/v1/location',
        '/v1/location/orders',
        '/v1/nope',
        '/api/session',
        '/device',
        '/nope',
      ]) {
        sent++
        await keep(`GET ${path}`, await person.fetch(`${path}?${query}`, { headers: asApp }))
      }
    }
    for (const [type, body] of bodies) {
      for (const path of [
        '/v1/location/orders',
        '/v1/callback',
        ...oauth,
        '/api/login',
        '/operator/clients',
        '/nope',
      ]) {
        sent++
        const init = { method: 'POST', body, headers: { ...asApp, 'content-type': type } }
        await keep(`POST ${path}`, await fetch(origin + path, init))
      }
    }
    for (const header of headers) {
      sent++
      const init = { method: 'POST', body: '{"items":5}', headers: { ...asApp, ...header } }
      await keep('POST with a header', await fetch(`${origin}/v1/location/orders`, init))
    }
    const back = encodeURIComponent(`https://evil.test/?${name}=${secret}`)
    const refused = await person.fetch(
      `/oauth2/v1/authorize?client_id=${client.clientId}&redirect_uri=${back}`,
    )
    expect(refused.status).toBe(400)
    await keep('an unknown return address', refused)
  }

  // What users and files show of it.
  const lines: { id: string }[] = []
  let cursor: string | null = ''
  const { body: groups } = await person.get(`/connections?account_id=${account.id}`)
  const connectionId = groups.groups.flatMap(
    (group: { connections: { id: string }[] }) => group.connections,
  )[0].id
  while (cursor !== null) {
    const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const { body } = await person.get(`/accounts/${account.id}/logs?connection_id=${connectionId}${more}`)
    lines.push(...body.lines)
    outputs.push(['the logs', JSON.stringify(body.lines)])
    cursor = body.next_cursor
  }
  for (const { id } of lines)
    outputs.push([
      'a line of the logs',
      JSON.stringify((await person.get(`/accounts/${account.id}/logs/${id}`)).body),
    ])
  for (const path of [
    `/accounts/${account.id}/connections/${connectionId}`,
    `/accounts/${account.id}/connections/${connectionId}/journal`,
    `/orders?account_id=${account.id}`,
    '/clients',
    `/clients/${client.clientId}`,
  ])
    outputs.push([path, JSON.stringify((await person.get(path)).body)])
  for (const path of [
    `/exports/orders?account_id=${account.id}`,
    `/accounts/${account.id}/customer-lists/${account.customer_list_id}/export`,
  ]) {
    const { status, body } = await person.post(path)
    expect([path, status]).toEqual([path, 200])
    outputs.push([path, body.text])
  }
  const ended = new Promise((resolve) => hub.once('exit', resolve))
  hub.kill('SIGTERM')
  await ended
  outputs.push(['standard output', log])
  const files = (await filesBelow(dataDir)).filter((file) => !isMeant(file))
  for (const file of files) outputs.push([file, await readFile(file, 'latin1')])

  const leaks = new Set<string>()
  for (const [name, secret] of planted) {
    const base64 = Buffer.from(`x:${secret}`).toString('base64').slice(3, 40)
    for (const [place, text] of outputs)
      for (const form of [secret, encodeURIComponent(secret), base64])
        if (text.includes(form)) leaks.add(`${name} in ${place}`)
  }
  console.log(
    `security 10.9: ${planted.length} secrets planted in ${sent} requests; searched ${outputs.length} outputs: ` +
      `${lines.length} lines of the request log, ${files.length} files, ${log.split('\n').length} log lines`,
  )
  expect([...leaks]).toEqual([])
  expect(lines.length).toBeGreaterThan(500)
}, 240_000)
