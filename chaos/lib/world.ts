import type { ChildProcess } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@hub/hub/database'
import { migrate } from '@hub/hub/migrate'
import { migrations } from '@hub/hub/migrations'
import { createClient } from '@hub/hub/oauth'
import { createSecrets } from '@hub/hub/secrets'
import { freePort } from '@hub/testing/free-port'
import type { WebOrderList, WebOrderRow } from '../../apps/till/src/weborders/wire.ts'
import { type ServerProcess, startProcess } from '../../bench/lib/process.ts'
import { Merchant } from './merchant.ts'
import { readIfThere, tornLog } from './wal-file.ts'

export const secret = 'the secret of an experiment, of no use anywhere else'
export const shopScope = 'location[orders.write,catalog.read]'
export const tillScope = 'location[orders.write,customer_list.write,catalog.write]'

/** Calls until it succeeds; what fails meanwhile is the experiment's point. */
export async function until<T>(
  what: string,
  attempt: () => Promise<T | undefined>,
  timeoutMs = 60_000,
): Promise<T> {
  const deadlineMs = Date.now() + timeoutMs
  let last: unknown
  while (Date.now() < deadlineMs) {
    try {
      const result = await attempt()
      if (result !== undefined) return result
    } catch (error) {
      last = error
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${what} did not happen within ${timeoutMs / 1000} s`, { cause: last })
}

/** Makes a process stand still. */
async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGSTOP')
  await until('the till standing still', async () => {
    const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T') || undefined
  })
}

export interface WorldOptions {
  /** `RATE_LIMITS` of the hub; none by default. */
  rateLimits?: string
  /** What stands between the till and the hub: gets the hub's origin, returns the one that the till calls. */
  between?: (hubOrigin: string) => Promise<string>
  /** Further settings of the till. */
  till?: Record<string, string>
}

/** A hub, a till connected to it and a web shop, each server a process of its own that can be killed and started. */
export async function openWorld(options: WorldOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'hub-chaos-'))
  const hubPort = await freePort()
  const tillPort = await freePort()
  const hubOrigin = `http://127.0.0.1:${hubPort}`
  const tillOrigin = `http://localhost:${tillPort}`
  const tillHubOrigin = (await options.between?.(hubOrigin)) ?? hubOrigin
  const hubData = join(folder, 'hub-data')
  const { DATABASE_URL = '' } = process.env
  const environment = { DEMO: '0', DATA_DIR: hubData, HUB_SECRET: secret, DATABASE_URL }

  const database = await openDatabase(DATABASE_URL === '' ? { dataDir: hubData } : { url: DATABASE_URL })
  await migrate(database.db, migrations)
  const parts = { db: database.db, secrets: createSecrets(secret), domain: 'chaos' }
  const kezia = await createClient(parts, { name: 'Kezia II' })
  const shop = await createClient(parts, { name: 'Ma boutique' })
  const kitchen = await createClient(parts, { name: 'Écran de cuisine' })
  await database.close()

  let hub: ServerProcess | undefined
  let till: ServerProcess | undefined
  const startHub = async () => {
    hub = await startProcess('dist/hub/main.mjs', {
      ...environment,
      HUB_PORT: `${hubPort}`,
      RATE_LIMITS: options.rateLimits ?? '0,0,0,0',
    })
  }
  let tillData = join(folder, 'till-data')
  let powerCuts = 0
  const startTill = async () => {
    till = await startProcess('dist/till/main.mjs', {
      TILL_PORT: `${tillPort}`,
      DATA_DIR: tillData,
      DEMO: '1',
      HUB_API_ORIGIN: tillHubOrigin,
      HUB_MANAGER_ORIGIN: tillHubOrigin,
      HUB_CLIENT_ID: kezia.clientId,
      HUB_CLIENT_SECRET: kezia.clientSecret,
      TILL_POLL_SECONDS: '2',
      ...options.till,
    })
  }
  await startHub()
  await startTill()

  const callTill = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${tillOrigin}${path}`, {
      method,
      headers: { origin: tillOrigin, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (response.status === 204 ? undefined : await response.json()) as T
  }
  const merchant = new Merchant(hubOrigin)
  const { location_id: locationId } = await merchant.signUp('lea@example.com')
  await callTill('POST', '/api/hub/connect', {
    code: await merchant.authorize(kezia.clientId, tillScope, locationId),
  })
  const connectApp = async ({ clientId, clientSecret }: { clientId: string; clientSecret: string }) => {
    const answer = await fetch(`${hubOrigin}/oauth2/v1/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
      body: new URLSearchParams({ code: await merchant.authorize(clientId, shopScope, locationId) }),
    })
    return ((await answer.json()) as { access_token: string }).access_token
  }
  const shopToken = await connectApp(shop)
  const listenerToken = await connectApp(kitchen)

  return {
    hubOrigin,
    tillOrigin,
    callTill,
    /** @throws when there are more than the till lists */
    async webOrders(): Promise<WebOrderRow[]> {
      const { rows, isMore } = await callTill<WebOrderList>('GET', '/api/web-orders')
      if (isMore) throw new Error(`The till lists ${rows.length} of its orders: the experiment is too long`)
      return rows
    },
    till: () => till!,
    /** The till's database file, of this moment: a power cut moves it. */
    tillFile: () => join(tillData, 'till', 'till.sqlite'),
    async stopTill() {
      await till?.stop()
    },
    startTill,
    /** The token of a further app that listens to orders: to their creation unless told. */
    async listener(events = ['create']): Promise<string> {
      const headers = { 'x-access-token': listenerToken, 'content-type': 'application/json' }
      const body = JSON.stringify({ events: { order: events } })
      const { status } = await fetch(`${hubOrigin}/v1/callback`, { method: 'POST', headers, body })
      if (status !== 200) throw new Error(`POST /callback: ${status}`)
      return listenerToken
    },
    async callHub<T>(method: string, path: string, body?: unknown): Promise<T> {
      const response = await fetch(`${hubOrigin}/v1${path}`, {
        method,
        headers: { 'x-access-token': shopToken, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      return (await response.json()) as T
    },
    /** One page, and the cursor of the next. */
    async listHub<T>(path: string): Promise<{ body: T[]; next: string | null }> {
      const response = await fetch(`${hubOrigin}/v1${path}`, { headers: { 'x-access-token': shopToken } })
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`)
      return { body: (await response.json()) as T[], next: response.headers.get('x-cursor-next') }
    },
    async restartHub() {
      await hub?.stop('SIGKILL')
      await startHub()
    },
    async restartTill() {
      await till?.stop('SIGKILL')
      await startTill()
    },
    /**
     * The power of the till's machine goes while it writes what `meanwhile` makes it write, which nobody is told of: hold
     * the line to the hub until then. It starts again on what its disk had by that time.
     * @param share how much of that was on the disk, 0 to 1
     * @returns the bytes of the log that were lost
     */
    async cutPower(meanwhile: () => Promise<unknown>, share: number): Promise<number> {
      const { child } = till!
      await stop(child)
      const from = join(tillData, 'till')
      tillData = join(folder, `till-data-${++powerCuts}`)
      const to = join(tillData, 'till')
      await cp(from, to, { recursive: true, filter: (path) => !path.endsWith('-shm') })
      child.kill('SIGCONT')
      await meanwhile().catch(() => undefined)
      await stop(child)
      const log = 'till.sqlite-wal'
      const torn = tornLog(await readIfThere(join(to, log)), await readIfThere(join(from, log)), share)
      await writeFile(join(to, log), torn.log)
      await till!.stop('SIGKILL')
      await startTill()
      return torn.lostBytes
    },
    async close() {
      await till?.stop()
      await hub?.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
