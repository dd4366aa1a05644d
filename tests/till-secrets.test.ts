// The token and the secrets of a till are in no answer to a browser, in no file as they are, in no log (kezia R-C2, D7, D59).

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { listenAsScreen } from '../apps/till/src/connector/testing/pushes.ts'
import { startStubHub, stubClient } from '../apps/till/src/connector/testing/stub-hub.ts'
import { until } from '../apps/till/src/connector/testing/till.ts'
import { margherita } from '../apps/till/src/testing/counter-sale.ts'
import { tillBundle } from '../apps/till/src/testing/process.ts'
import { api, orders } from './till-world.ts'

const source = join(import.meta.dirname, '../apps/till/src')

/** Every address that a screen may read, with a number where one is asked for. */
function addresses(): string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  )
  const texts = files.map((file) => readFileSync(join(source, file), 'utf8'))
  const paths = texts.flatMap((text) => [...text.matchAll(/'(\/api\/[^']*)'/g)].map(([, path]) => path!))
  return [...new Set(paths)].filter((path) => path !== '/api/live').map((path) => path.replace(/:\w+/g, '1'))
}

async function startTillProcess(environment: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [tillBundle], {
    env: { PATH: process.env.PATH, TILL_PORT: '0', TILL_POLL_SECONDS: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (bytes) => (output += bytes))
  onTestFinished(async () => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  })
  const [{ ready }] = (await once(child, 'message')) as [{ ready: string }]
  return { url: ready, output: () => output }
}

test('neither token, nor code, nor secret leaves the server, whatever happens to it', async () => {
  const hub = await startStubHub()
  const dataDir = mkdtempSync(join(tmpdir(), 'till-secrets-'))
  const code = hub.issueCode()
  const till = await startTillProcess({
    DATA_DIR: dataDir,
    HUB_API_ORIGIN: hub.origin,
    HUB_MANAGER_ORIGIN: hub.origin,
    HUB_CLIENT_ID: stubClient.id,
    HUB_CLIENT_SECRET: stubClient.secret,
  })
  const pushes = await listenAsScreen(till.url)
  await api(till.url, 'POST', '/hub/connect', { code })
  const token = hub.tokens[0]!

  // A service with its mishaps: refusals, failures, an answer that is no JSON, a refused token.
  hub.place()
  await until(async () => expect(await orders(till.url)).toHaveLength(1))
  await api(till.url, 'POST', '/sales', margherita())
  hub.misbehave(/PATCH/, { status: 500, body: { message: 'fails' } })
  hub.misbehave(/GET \/v1\/callback\/events$/, { status: 422, body: { message: 'no' } })
  hub.misbehave(/GET \/v1\/callback\/events$/, 'cut before')
  const { number } = (await orders(till.url))[0]!
  await api(till.url, 'POST', `/web-orders/${number}/accept`, { sellerId: 1 })
  await api(till.url, 'POST', '/hub/export', {})
  await until(() => expect(hub.calls(/PUT \/v1\/catalogs/)).not.toEqual([]))

  const readAll = async () => {
    const answers = await Promise.all(
      addresses().map(async (path) => {
        const answer = await fetch(till.url + path)
        return `${path} ${JSON.stringify([...answer.headers])} ${await answer.text()}`
      }),
    )
    return answers.join('\n')
  }
  const secrets = [token, code, stubClient.secret, Buffer.from(token).toString('base64')]
  const connected = await readAll()
  expect(connected).toContain(`"tokenTail":"${token.slice(-4)}"`)
  expect(connected).toContain('/v1/location/orders')
  hub.revokeAll()
  await until(async () => expect(await api(till.url, 'GET', '/hub')).toMatchObject({ trouble: 'revoked' }))
  const revoked = await readAll()
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
  for (const secret of secrets)
    for (const text of [connected, revoked, JSON.stringify(pushes), till.output(), ...files])
      expect(text.includes(secret)).toBe(false)
})
