// The bundles that `npm start` runs, without their sources beside them: what a program finds by its own place is there.
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { App, callOperator, createTestDatabase, Person, startHubProcess } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { ImportPreview } from '../apps/till/src/exchange/wire.ts'
import { margherita } from '../apps/till/src/testing/counter-sale.ts'
import { startTillProcess } from '../apps/till/src/testing/process.ts'
import { buildOf } from '../scripts/bundle/build.ts'
import { until } from './npm-start.ts'

const root = join(import.meta.dirname, '..')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'))
  // What other runs compiled stays behind: this is a first start.
  const filter = (path: string) => basename(path) !== 'cache'
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true, filter })
  for (const app of ['back-office', 'till']) {
    mkdirSync(join(folder, 'apps', app), { recursive: true })
    symlinkSync(join(root, 'apps', app, 'dist'), join(folder, 'apps', app, 'dist'))
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const mainOf = (program: string) => join(folder, 'dist', program, 'main.mjs')

/** A mail server that accepts everything. */
async function startMailServer() {
  const mails: string[] = []
  const server = createServer((socket) => {
    let mail: string | undefined
    socket.write('220 mail.test\r\n')
    socket
      .on('error', () => undefined)
      .on('data', (bytes) => {
        for (const line of bytes.toString().split('\r\n').filter(Boolean)) {
          if (mail !== undefined && line !== '.') mail += `${line}\n`
          else if (mail !== undefined) {
            mails.push(mail)
            mail = undefined
            socket.write('250 taken\r\n')
          } else if (line === 'DATA') {
            mail = ''
            socket.write('354 go on\r\n')
          } else socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 well\r\n')
        }
      })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { mails, url: `smtp://127.0.0.1:${(server.address() as { port: number }).port}` }
}

const operatorToken = 'an-operator-token-of-the-tests'

async function startBundledHub(settings: Record<string, string> = {}) {
  const database = await createTestDatabase()
  const hub = await startHubProcess(
    { DATABASE_URL: database.setting.url, HUB_OPERATOR_TOKEN: operatorToken, ...settings },
    mainOf('hub'),
  )
  onTestFinished(async () => {
    await hub.close()
    await database.drop()
  })
  const operate = (path: string, body: object) => callOperator(hub.origin, operatorToken, 'POST', path, body)
  return { ...hub, operate }
}

const person = { email: 'lea@pizza.fr', name: 'Léa Petit' }

describe('the bundled hub', () => {
  test('serves its pages and the API reference (decision 0012)', async () => {
    const { origin } = await startBundledHub()
    const read = async (path: string) => (await fetch(origin + path)).text()
    expect(await read('/')).toContain('<div id="root">')
    expect(await read('/docs/api')).toContain('/docs/api/viewer.js')
    expect((await read('/docs/api/viewer.js')).length).toBeGreaterThan(1_000_000)
    expect(await read('/docs/api/start.js')).toContain('/v1/openapi.json')
    expect(JSON.parse(await read('/v1/openapi.json')).openapi).toBe('3.1.0')
  })

  test('knows common passwords, and compiles a large catalogue in its thread (decision 0012)', async () => {
    const { origin, operate } = await startBundledHub()
    const refused = await operate('/users', { ...person, password: 'password123' })
    expect(JSON.stringify(refused.body)).toContain('is among the commonest passwords')
    expect(await operate('/users', { ...person, password: 'trente-deux fourchettes' })).toMatchObject({
      status: 200,
    })
    const { body: account } = await operate('/accounts', {
      name: 'Pizzeria Roma',
      currency: 'EUR',
      country: 'FR',
      owner: person.email,
    })
    const { body: client } = await operate('/clients', { name: 'Shop', owner: person.email })
    const { body: connection } = await operate('/connections', {
      client: client.client_id,
      scope: 'location[catalog.write]',
      location: account.location_id,
      catalog: account.catalog_id,
    })
    const app = new App(origin, connection.access_token, '')
    const products = Array.from({ length: 2_000 }, (_, index) => ({
      ref: `P${index}`,
      category_ref: 'C',
      name: 'x'.repeat(100),
      skus: [{ price: '1.00 EUR' }],
    }))
    const data = { categories: [{ ref: 'C', name: 'All' }], products }
    const answer = await app.call('PUT', `/catalogs/${account.catalog_id}`, { data })
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.body.data.products).toHaveLength(2_000)
  })

  test('sends a mail, whose library is loaded then (decision 0012)', async () => {
    const { mails, url } = await startMailServer()
    const { origin, operate } = await startBundledHub({ SMTP_URL: url })
    await operate('/users', { ...person, password: 'trente-deux fourchettes' })
    expect(await new Person(origin).post('/password/forgot', { email: person.email })).toMatchObject({
      status: 204,
    })
    await until(() => expect(mails.join()).toContain('To: lea@pizza.fr'))
  })
})

/** Runs a thread of the bundled till as the till does. */
async function runThread(name: string, task: object): Promise<unknown> {
  const worker = new Worker(join(buildOf(mainOf('till')) ?? '', name))
  onTestFinished(async () => void (await worker.terminate()))
  const answer = new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
  worker.postMessage(task)
  return answer
}

describe('the bundled till', () => {
  test('exports, imports, backs up and reports in its threads (decision 0012)', async () => {
    const till = await startTillProcess({}, mainOf('till'))
    expect(await (await fetch(till.url)).text()).toContain('<div id="root">')
    expect((await till.get('/api/shop')).body).toMatchObject({ version: '0.1.0' })
    expect(await till.post('/api/sales', margherita())).toMatchObject({ status: 201 })

    const exported = (format: string) =>
      fetch(`${till.url}/api/exchange/export?dataset=articles&format=${format}`)
    const csv = await (await exported('csv')).bytes()
    expect(new TextDecoder().decode(csv)).toContain('MARGHERITA')
    const workbook = await (await exported('xlsx')).bytes()
    expect(new TextDecoder('latin1').decode(workbook.subarray(0, 2))).toBe('PK')
    for (const [format, bytes] of Object.entries({ csv, xlsx: workbook })) {
      const path = `/api/exchange/imports?dataset=articles&name=articles.${format}`
      const preview = (await (
        await fetch(till.url + path, { method: 'POST', body: bytes })
      ).json()) as ImportPreview
      expect(preview).toMatchObject({ creations: 0, problems: [] })
      expect(preview.unchanged).toBeGreaterThan(10)
    }

    expect(await till.post('/api/backups', {})).toMatchObject({ status: 201 })
    const file = join(till.dataDir, 'till.sqlite')
    const period = { from: '2001-01-01', to: '2999-12-31' }
    const journal = await runThread('long-readings-worker.mjs', { file, kind: 'journal', asked: period })
    expect(JSON.stringify(journal)).toContain(':1200,')
    expect(await runThread('connector-catalog-worker.mjs', { file, kind: 'stocked' })).toMatchObject({
      isLast: true,
      message: expect.any(Array),
    })
  })

  test('makes its certificate (decision 0012)', async () => {
    const till = await startTillProcess({ TILL_HOST: '0.0.0.0' }, mainOf('till'))
    await until(() => expect(till.printed()).toMatch(/certificate, SHA-256 [0-9A-F:]{95}/))
  })
})

test('what was compiled at a start is kept in the folder of the build (decision 0012)', async () => {
  await startTillProcess({}, mainOf('till'))
  const kept = readdirSync(join(buildOf(mainOf('till')) ?? '', 'cache'), { recursive: true })
  expect(kept.length).toBeGreaterThan(1)
})
