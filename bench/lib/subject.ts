import { benchSecret, type Fixture, orderOf4Items } from './fixture.ts'
import { generate } from './generate.ts'
import type { LoadFigures, LoadPlan } from './load.ts'
import { type ServerProcess, startProcess } from './process.ts'

export const operations = ['create', 'get', 'list 100', 'patch'] as const
export type OperationName = (typeof operations)[number]

/** Out of reach, but counted. */
const wideLimits = Array(4).fill(100_000_000).join()

/** The load comes from one address. */
const wideConnections = { MAX_CONNECTIONS: '100000', MAX_CONNECTIONS_PER_ADDRESS: '100000' }

/** A running hub whose location has orders. */
export interface Subject {
  fixture: Fixture
  server: ServerProcess
  orderIds: string[]
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
 * @param options.events wanted by the fixture's till; every kind of order event when not given
 */
export async function startHub(
  fixture: Fixture,
  environment: Record<string, string>,
  {
    nodeArgs = [],
    watched = false,
    events = { order: ['create', 'update'] },
  }: { nodeArgs?: string[]; watched?: boolean; events?: Record<string, string[]> } = {},
): Promise<ServerProcess> {
  const server = await startProcess(
    watched ? 'bench/lib/watched-hub.ts' : 'apps/hub/src/main.ts',
    {
      HUB_PORT: '0',
      HUB_SECRET: benchSecret,
      DEMO: '0',
      RATE_LIMITS: wideLimits,
      ...wideConnections,
      ...environment,
    },
    { nodeArgs },
  )
  await call(server.origin, fixture.till, 'POST', '/callback', JSON.stringify({ events }))
  return server
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

const orders = '/v1/location/orders'

/** What one request of each operation is, and what its answer must contain. */
export function planOf(
  { fixture, orderIds, server }: Pick<Subject, 'fixture' | 'orderIds' | 'server'>,
  operation: OperationName,
): Omit<LoadPlan, 'connections' | 'seconds'> {
  const byId = orderIds.slice(0, 500).map((id) => `${orders}/${id}`)
  const note = `note ${Math.random()}`
  const plans = {
    create: { method: 'POST', paths: [orders], body: orderOf4Items, expected: '"total":"49.80 EUR"' },
    get: { method: 'GET', paths: byId, expected: '{"id":"{id}"' },
    'list 100': { method: 'GET', paths: [`${orders}?count=100`], expected: `{"id":"${orderIds[99]}"` },
    patch: {
      method: 'PATCH',
      paths: byId,
      // Another note each time an order's turn comes, so that each PATCH is a change.
      body: JSON.stringify({ seller_notes: `${note} {turn}` }),
      expected: `"seller_notes":"${note}`,
    },
  }
  return { origin: server.origin, token: fixture.webshop, ...plans[operation] }
}

export type Measured = LoadFigures & { /** Processor time of the server per request. */ cpuMicros: number }

/** Loads a server with one plan and counts its processor time. */
export async function measure(server: ServerProcess, plan: LoadPlan): Promise<Measured> {
  const before = await server.cpuSeconds()
  const figures = await generate(plan)
  const used = (await server.cpuSeconds()) - before
  return { ...figures, cpuMicros: (used * 1e6) / figures.requests }
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
