import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../db/index.ts'

export interface MetricsParts {
  database: Database
  /** Checks that the request may read the metrics. @throws {ApiError} 401 if it may not */
  check(request: FastifyRequest): void
  /** Counts of the slices, read at each scrape. */
  gauges?: readonly CountGauge[]
}

export interface CountGauge {
  name: string
  help: string
  label: string
  /** Counts by value of the label. */
  count(): Promise<Readonly<Record<string, number>>>
}

const bucketsSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
let ofProcess: Registry | undefined

/** Memory, event loop and garbage collection. Per process, even if it runs several hubs. */
function processMetrics(): Registry {
  if (ofProcess) return ofProcess
  ofProcess = new Registry()
  collectDefaultMetrics({ register: ofProcess })
  return ofProcess
}

/**
 * Serves `/metrics` for Prometheus: requests by route, and the process itself. Register it before the routes it
 * measures.
 */
export function measureRequests(http: FastifyInstance, { database, check, gauges = [] }: MetricsParts) {
  const registry = new Registry()
  const duration = new Histogram({
    name: 'hub_http_request_duration_seconds',
    help: 'Time from the request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: bucketsSeconds,
    registers: [registry],
  })
  measurePool(database.pool, registry)
  for (const gauge of gauges) measureCount(gauge, registry)
  http.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    done()
  })
  http.get('/metrics', { onRequest: async (request) => check(request) }, async (_request, reply) => {
    const both = Registry.merge([registry, processMetrics()])
    return reply
      .header('cache-control', 'no-store')
      .type(both.contentType)
      .send(await both.metrics())
  })
}

function measureCount({ name, help, label, count }: CountGauge, registry: Registry) {
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    async collect() {
      const counts = await count()
      this.reset()
      for (const [value, number] of Object.entries(counts)) this.set({ [label]: value }, number)
    },
  })
}

function measurePool(pool: Database['pool'], registry: Registry) {
  const counts = { used: () => pool.totalCount - pool.idleCount, idle: () => pool.idleCount }
  new Gauge({
    name: 'hub_database_connections',
    help: 'Connections to the database, by state; and requests that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const [state, count] of Object.entries(counts)) this.set({ state }, count())
      this.set({ state: 'awaited' }, pool.waitingCount)
    },
  })
}
