// Contract, operations C4 and P4: what `npm start` promises, with its real processes.
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { freePort, OAuthClient, Person } from '@hub/testing'
import { expect, onTestFinished, test } from 'vitest'
import type { HubState } from '../apps/till/src/connector/wire.ts'
import type { Sale } from '../apps/till/src/sales/wire.ts'
import { margherita } from '../apps/till/src/testing/counter-sale.ts'
import { isRunning, prepareNpmStart, until } from './npm-start.ts'
import { api } from './till-world.ts'

const demo = { email: 'demo@example.com', password: 'quatre fromages' }
const timeout = 180_000

const hubState = (till: string) => api<HubState>(till, 'GET', '/hub')
const isReady = async (hub: string) => (await fetch(`${hub}/readyz`).catch(() => undefined))?.status === 200
const demoLocation = (output: string) => /\(location (\S+)\)/.exec(output)?.[1]
const readClientFile = (dataDir: string) =>
  JSON.parse(readFileSync(join(dataDir, 'till-client.json'), 'utf8')) as Record<string, string>

async function signIn(hub: string): Promise<Person> {
  const person = new Person(hub)
  expect(await person.post('/login', demo)).toMatchObject({ status: 200 })
  return person
}

test('the till finds the hub on whatever port it starts, and the demo keeps its place (operations C4)', {
  timeout,
}, async () => {
  const prepared = await prepareNpmStart()
  const first = prepared.run()
  await first.ready()
  const file = readClientFile(prepared.dataDir)
  expect(file).toEqual({
    client_id: expect.stringMatching(/^\d{12}\.clients\.localhost$/),
    client_secret: expect.stringMatching(/^[0-9a-f]{44}$/),
    api_origin: first.hub,
    manager_origin: first.hub,
    hub_version: '0.1.0',
  })
  expect(statSync(join(prepared.dataDir, 'till-client.json')).mode & 0o777).toBe(0o600)
  expect((await hubState(first.till)).managerUrl).toBe(`${first.hub}/`)
  const place = demoLocation(first.output())
  const other = { name: 'Aux bons amis', location_name: 'Arras', country: 'FR', timezone: 'Europe/Paris' }
  const person = await signIn(first.hub)
  expect(await person.post('/accounts', { ...other, currency: 'EUR' })).toMatchObject({ status: 200 })
  first.pressControlC()
  await first.ended

  const second = prepared.run({ HUB_PORT: String(await freePort()) })
  await second.ready()
  expect(second.hub).not.toBe(first.hub)
  expect(readClientFile(prepared.dataDir)).toEqual({
    ...file,
    api_origin: second.hub,
    manager_origin: second.hub,
  })
  expect((await hubState(second.till)).managerUrl).toBe(`${second.hub}/`)
  expect(demoLocation(second.output())).toBe(place)
})

/** As the connection guide says, without the browser. */
async function connectTill(dataDir: string, { hub, till }: { hub: string; till: string }) {
  const { client_id: clientId = '', client_secret: clientSecret = '' } = readClientFile(dataDir)
  const { authorizeUrl } = await hubState(till)
  const parameters = Object.fromEntries(new URL(authorizeUrl ?? '').searchParams)
  const client = new OAuthClient(hub, { clientId, clientSecret })
  const code = await client.approve(await signIn(hub), parameters)
  await api(till, 'POST', '/hub/connect', { code })
}

/** In the long runs as many as the check of B15 asks. */
const kills = process.env.LONG_TESTS === undefined ? 3 : 20

test(`the hub is killed ${kills} times in a sale: the till sells on and loses nothing (counter B15)`, {
  timeout: timeout + kills * 60_000,
}, async () => {
  const { dataDir, run } = await prepareNpmStart({ TILL_POLL_SECONDS: '1' })
  const shop = run()
  await shop.ready()
  await connectTill(dataDir, shop)
  await api(shop.till, 'PUT', '/hub/options', {
    ...(await api<object>(shop.till, 'GET', '/hub/options')),
    isInvoicesAutomatic: true,
  })
  const sell = () => api<Sale>(shop.till, 'POST', '/sales', margherita())
  const sales: Sale[] = []
  const till = await shop.pid('till')
  for (let kill = 1; kill <= kills; kill++) {
    await until(async () => expect(await isReady(shop.hub)).toBe(true))
    const hub = await shop.pid('hub')
    const selling = sell()
    process.kill(hub, 'SIGKILL')
    sales.push(await selling)
    await until(() => expect(isRunning(hub)).toBe(false))
    sales.push(await sell())
    await until(async () => expect((await hubState(shop.till)).outageSince).not.toBeNull())
    expect(shop.output().match(/The hub stopped \(SIGKILL\)\. It starts again in \d+ s/g)).toHaveLength(kill)
    // It is back, and the till has heard of it.
    await until(async () => expect(await hubState(shop.till)).toMatchObject({ outageSince: null }))
  }
  expect(sales.map(({ number }) => number)).toEqual(sales.map((_, index) => index + 1))
  await until(async () => expect((await hubState(shop.till)).queue.count).toBe(0))
  // Each of them reached the hub, once.
  const account = demoLocation(shop.output())?.split('-')[0]
  const { body } = await (await signIn(shop.hub)).get(`/orders?account_id=${account}&count=100`)
  const refs = body.orders.map(({ ref }: { ref: string }) => Number(ref))
  expect(refs.toSorted((a: number, b: number) => a - b)).toEqual(sales.map(({ number }) => number))
  expect(await shop.pid('till')).toBe(till)
})

test('the till is killed: the hub answers on, the till comes back, Ctrl+C ends both (operations P4)', {
  timeout,
}, async () => {
  const { run } = await prepareNpmStart()
  const shop = run()
  await shop.ready()
  const [hub, till] = [await shop.pid('hub'), await shop.pid('till')]
  process.kill(till, 'SIGKILL')
  await until(() => expect(shop.output()).toContain('The till stopped (SIGKILL). It starts again in 1 s'))
  expect(await isReady(shop.hub)).toBe(true)
  await until(async () => expect((await hubState(shop.till)).managerUrl).toBe(`${shop.hub}/`))
  expect(await shop.pid('till')).not.toBe(till)
  expect(await shop.pid('hub')).toBe(hub)
  const all = shop.allPids()
  shop.pressControlC()
  expect((await shop.ended)[0]).not.toBe(1)
  await until(() => expect(all.filter(isRunning)).toEqual([]))
})

test('npm is killed, its terminal with it: no program is left behind (operations P4)', {
  timeout,
}, async () => {
  const { run } = await prepareNpmStart()
  const shop = run()
  await shop.ready()
  const all = shop.allPids()
  expect(all.length).toBeGreaterThanOrEqual(3)
  process.kill(shop.npmPid, 'SIGKILL')
  await until(() => expect(all.filter(isRunning)).toEqual([]))
})

test.each(['HUB_PORT', 'TILL_PORT'])(
  '%s is taken: the start stops with its sentence (operations C2, P4)',
  {
    timeout,
  },
  async (name) => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as { port: number }
    const { run } = await prepareNpmStart({ [name]: String(port) })
    const shop = run()
    const [code] = await shop.ended
    expect(code).toBe(1)
    expect(shop.output()).toContain(`${name} ${port} is already used by another program on this machine.`)
    expect(shop.output()).not.toMatch(/starts again|Error:|^ +at /m)
  },
)
