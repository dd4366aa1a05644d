import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cluster, Place } from './cluster.ts'
import { prepare } from './fixture.ts'
import { createMinimal } from './minimal.ts'
import type { Script } from './pgbench.ts'
import { startPrism } from './prism.ts'
import { type ServerProcess, startProcess } from './process.ts'
import {
  documentOf,
  type OperationName,
  pageSize,
  pickedOrders,
  planOf,
  type Subject,
  startSubject,
} from './subject.ts'

type Plan = ReturnType<typeof planOf>

export interface Setting {
  place: Place
  /** Each has one listener. */
  locations: number
}

/** What takes turns: the hub, servers that store nothing, and the minimal statements. */
export interface OpenSetting extends Setting {
  cluster: Cluster
  hub: Subject
  /** By name. */
  servers: Record<string, { server: ServerProcess; planOf(operation: OperationName): Plan }>
  minimal: Record<OperationName, Script>
  close(): Promise<void>
}

export const hubName = 'hub'
export const prismName = 'Prism, no database'

const echoed = { create: '"W-2087"', patch: '"seller_notes"', get: '"49.80 EUR"', 'list 100': '"49.80 EUR"' }

/** The same requests, with another answer. */
function planFor(hub: Subject, server: ServerProcess, operation: OperationName, expected?: string): Plan {
  const plan = planOf({ ...hub, server }, operation)
  return expected === undefined
    ? plan
    : { ...plan, targets: plan.targets.map((target) => ({ ...target, expected })) }
}

/** Its paths have no `/v1`, and its answers are the examples of the OpenAPI file. */
function prismPlan(hub: Subject, prism: ServerProcess, operation: OperationName): Plan {
  const plan = planFor(hub, prism, operation, '"id":')
  return {
    ...plan,
    targets: plan.targets.map((target) => ({ ...target, path: target.path.replace('/v1', '') })),
  }
}

/**
 * Prepares two databases of the cluster, the hub's and that of the minimal statements, with as many orders in both.
 * @param options.orders in all; each location has a full page at least
 */
export async function openSetting(
  cluster: Cluster,
  { locations, orders, withPrism }: { locations: number; orders: number; withPrism: boolean },
): Promise<OpenSetting> {
  const names = { hub: `hub_${locations}`, minimal: `minimal_${locations}` }
  const folder = await mkdtemp(join(tmpdir(), 'hub-bench-'))
  const running: ServerProcess[] = []
  const close = async () => {
    for (const server of running) await server.stop()
    for (const name of Object.values(names)) await cluster.dropDatabase(name)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const url = await cluster.createDatabase(names.hub)
    const fixture = await prepare({ url }, { locations })
    const ordersEach = Math.max(pageSize + 20, Math.ceil(orders / locations))
    const environment = { DATABASE_URL: url, DATA_DIR: join(folder, 'data') }
    const hub = await startSubject(fixture, environment, { ordersEach })
    running.push(hub.server)
    const document = await documentOf(hub)
    const file = join(folder, 'order.json')
    await writeFile(file, document)
    const bare = await startProcess('bench/lib/bare-fastify.ts', {}, { args: [file] })
    running.push(bare)
    const prism = withPrism ? await startPrism(hub.server, folder) : undefined
    if (prism) running.push(prism)
    const minimal = await createMinimal(await cluster.createDatabase(names.minimal), folder, {
      document,
      locations,
      loaded: locations,
      orders: ordersEach * locations,
      picked: Math.min(pickedOrders, ordersEach * locations),
    })
    return {
      place: cluster.place,
      locations,
      cluster,
      hub,
      servers: {
        'Fastify, no database': {
          server: bare,
          planOf: (operation) => planFor(hub, bare, operation, echoed[operation]),
        },
        ...(prism && {
          [prismName]: {
            server: prism,
            planOf: (operation: OperationName) => prismPlan(hub, prism, operation),
          },
        }),
        [hubName]: { server: hub.server, planOf: (operation) => planOf(hub, operation) },
      },
      minimal,
      close,
    }
  } catch (error) {
    await close().catch(() => undefined)
    throw error
  }
}
