import { benchSecret, type Fixture, orderOf4Items } from './fixture.ts'
import { generate } from './generate.ts'
import type { LoadFigures, LoadPlan, Target } from './load.ts'
import { type Metered, type ServerProcess, startProcess } from './process.ts'

export const operations = ['create', 'get', 'list 100', 'patch'] as const
export type OperationName = (typeof operations)[number]

/** Out of reach, but counted. */
const wideLimits = Array(4).fill(100_000_000).join()

/** The load comes from one address. */
const wideConnections = { MAX_CONNECTIONS: '100000', MAX_CONNECTIONS_PER_ADDRESS: '100000' }

/** A running hub whose locations have orders. */
export interface Subject {
  fixture: Fixture
  server: ServerProcess
  /** Of each location, the oldest 100 first. */
  orderIds: string[][]
}

async function call(origin: string, token: string, method: string, path: string, body: string) {
  const response = await fetch(`${origin}/v1${path}`, {
    method,
    headers: { 'x-access-token': token, 'content-type': 'application/json' },
    body,
  })
  if (response.status !== 200)
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as { id: string }
}

/**
 * Starts a hub with limits that it counts and never reaches.
 * @param options.events wanted by the tills of the fixture; every kind of order event when not given
 */
export async function startHub(
  fixture: Fixture,
  environment: Record<string, string>,
  {
    watched = false,
    entry = watched ? 'bench/lib/watched-hub.ts' : 'apps/hub/src/main.ts',
    events = { order: ['create', 'update'] },
  }: { watched?: boolean; entry?: string; events?: Record<string, string[]> } = {},
): Promise<ServerProcess> {
  const server = await startProcess(entry, {
    HUB_PORT: '0',
    HUB_SECRET: benchSecret,
    DEMO: '0',
    RATE_LIMITS: wideLimits,
    ...wideConnections,
    ...environment,
  })
  for (const { till } of fixture.locations)
    await call(server.origin, till, 'POST', '/callback', JSON.stringify({ events }))
  return server
}

/** Starts a hub with orders in each location of the fixture. */
export async function startSubject(
  fixture: Fixture,
  environment: Record<string, string>,
  { ordersEach, entry }: { ordersEach: number; entry?: string },
): Promise<Subject> {
  const server = await startHub(fixture, environment, entry === undefined ? {} : { entry })
  const orderIds: string[][] = []
  for (const { webshop } of fixture.locations) orderIds.push(await postOrders(server, webshop, ordersEach))
  return { fixture, server, orderIds }
}

/** Posts orders and gives their ids. */
export async function postOrders({ origin }: ServerProcess, token: string, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let made = 0; made < count; made += 50) {
    const batch = Array.from({ length: Math.min(50, count - made) }, () =>
      call(origin, token, 'POST', '/location/orders', orderOf4Items),
    )
    ids.push(...(await Promise.all(batch)).map(({ id }) => id))
  }
  return ids
}

/** An order as it is stored: its reader has set no private refs. */
export async function documentOf({ server, fixture, orderIds }: Subject): Promise<string> {
  const url = `${server.origin}/v1/location/orders/${orderIds[0]?.[0]}`
  const answer = await fetch(url, { headers: { 'x-access-token': fixture.till } })
  if (answer.status !== 200) throw new Error(`GET ${url}: ${answer.status}`)
  return answer.text()
}

const orders = '/v1/location/orders'

/** How many orders are read and changed in turn, in all locations together. */
export const pickedOrders = 500
export const pageSize = 100

/** What one request of each operation is, and what its answer must contain. */
export function planOf(
  { fixture, orderIds, server }: Subject,
  operation: OperationName,
): Omit<LoadPlan, 'connections' | 'seconds'> {
  const { locations } = fixture
  const note = `note ${Math.random()}`
  const inEach = (path: string, expected: (ids: string[]) => string): Target[] =>
    locations.map(({ webshop: token }, index) => ({ path, token, expected: expected(orderIds[index] ?? []) }))
  const byId = (expected: (id: string) => string): Target[] => {
    const each = Math.ceil(pickedOrders / locations.length)
    // The next location's at each turn.
    return Array.from({ length: each }).flatMap((_, turn) =>
      locations.flatMap(({ webshop: token }, index) => {
        const id = orderIds[index]?.[turn]
        return id === undefined ? [] : { path: `${orders}/${id}`, token, expected: expected(id) }
      }),
    )
  }
  const plans = {
    create: {
      method: 'POST',
      targets: inEach(orders, () => '"total":"49.80 EUR"'),
      body: orderOf4Items,
    },
    get: { method: 'GET', targets: byId((id) => `{"id":"${id}"`) },
    'list 100': {
      method: 'GET',
      targets: inEach(`${orders}?count=${pageSize}`, (ids) => `{"id":"${ids[pageSize - 1]}"`),
    },
    patch: {
      method: 'PATCH',
      targets: byId(() => `"seller_notes":"${note}`),
      // Another note each time an order's turn comes, so that each PATCH is a change.
      body: JSON.stringify({ seller_notes: `${note} {turn}` }),
    },
  }
  return { origin: server.origin, ...plans[operation] }
}

export interface Measured extends LoadFigures {
  /** Processor time of the server per request. */
  cpuMicros: number
  /** Of its database; not a number where none was given. */
  databaseMicros: number
}

const noDatabase: Metered = { cpuSeconds: () => Promise.resolve(Number.NaN) }

/** Loads a server with one plan and counts its processor time, and that of its database. */
export async function measure(
  server: Metered,
  plan: LoadPlan,
  database: Metered = noDatabase,
): Promise<Measured> {
  const read = () => Promise.all([server.cpuSeconds(), database.cpuSeconds()])
  const [serverBefore, databaseBefore] = await read()
  const figures = await generate(plan)
  const [serverAfter, databaseAfter] = await read()
  const perRequest = (used: number) => (used * 1e6) / figures.requests
  return {
    ...figures,
    cpuMicros: perRequest(serverAfter - serverBefore),
    databaseMicros: perRequest(databaseAfter - databaseBefore),
  }
}

export interface LoopHold {
  /** By the clock. */
  loopMs: number
  /** Of the processor: what others on a busy machine take is not in it. */
  workMs: number
}

/** The longest time in which a watched hub's event loop was held since it was last asked. */
export function readLoopHold({ child }: ServerProcess): Promise<LoopHold> {
  return new Promise((resolve) => {
    const listen = (message: LoopHold | { loopMs?: undefined }) => {
      if (message.loopMs === undefined) return
      child.off('message', listen)
      resolve(message)
    }
    child.on('message', listen)
    child.send('loop')
  })
}
