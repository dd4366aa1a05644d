// The load generator, in a process of its own: `node bench/lib/load.ts '<plan as JSON>'` prints its figures as JSON.
import { Agent, request } from 'node:http'
import { percentile } from './statistics.ts'

export interface LoadPlan {
  origin: string
  token: string
  method: string
  /** Taken in turn. */
  paths: string[]
  body?: string
  connections: number
  seconds: number
  /** Requests per second in all; as many as possible without it. */
  rate?: number
}

export interface LoadFigures {
  requests: number
  perSecond: number
  p50Ms: number
  p99Ms: number
  /** Answers other than 200, by status. */
  failures: Record<string, number>
}

async function run(plan: LoadPlan): Promise<LoadFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: plan.connections })
  const times: number[] = []
  const failures: Record<string, number> = {}
  const url = new URL(plan.origin)
  let turn = 0

  const call = () =>
    new Promise<void>((resolve, reject) => {
      const startedMs = performance.now()
      const path = plan.paths[turn++ % plan.paths.length]!
      const outgoing = request(
        {
          agent,
          host: url.hostname,
          port: url.port,
          method: plan.method,
          path,
          headers: {
            'x-access-token': plan.token,
            ...(plan.body === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(plan.body) }),
          },
        },
        (answer) => {
          answer.resume()
          answer.on('end', () => {
            times.push(performance.now() - startedMs)
            if (answer.statusCode !== 200)
              failures[`${answer.statusCode}`] = (failures[`${answer.statusCode}`] ?? 0) + 1
            resolve()
          })
          answer.on('error', reject)
        },
      )
      outgoing.on('error', reject)
      outgoing.end(plan.body)
    })

  const startedMs = performance.now()
  const untilMs = startedMs + plan.seconds * 1000
  const intervalMs = plan.rate === undefined ? 0 : (1000 / plan.rate) * plan.connections
  await Promise.all(
    Array.from({ length: plan.connections }, async (_, index) => {
      let dueMs = startedMs + (intervalMs * index) / plan.connections
      while (performance.now() < untilMs) {
        if (intervalMs > 0) {
          const waitMs = dueMs - performance.now()
          if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
          dueMs += intervalMs
        }
        await call()
      }
    }),
  )
  agent.destroy()
  const seconds = (performance.now() - startedMs) / 1000
  return {
    requests: times.length,
    perSecond: times.length / seconds,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    failures,
  }
}

if (import.meta.main) {
  const figures = await run(JSON.parse(process.argv[2]!) as LoadPlan)
  process.stdout.write(JSON.stringify(figures))
}
