import { setTimeout as pause } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import type { FamilyUsage } from './processes.ts'
import { runClient } from './sql.ts'

export interface Script {
  url: string
  file: string
  /** Sent as parameters where the script names them. */
  variables: Readonly<Record<string, string | number>>
}

export interface PgbenchFigures {
  perSecond: number
  /** Processor time of PostgreSQL for each transaction. */
  databaseMicros: number
}

const maxWaitMs = 2000

/**
 * Once the connections of pgbench have ended, whose time counts only then. A worker of PostgreSQL's own may have come
 * meanwhile and stay: that is not waited for longer.
 */
async function usageAfter(cluster: Cluster, before: FamilyUsage): Promise<FamilyUsage> {
  const deadlineMs = performance.now() + maxWaitMs
  for (;;) {
    const usage = await cluster.usage()
    if (usage.processes <= before.processes || performance.now() > deadlineMs) return usage
    await pause(10)
  }
}

/** Runs a script by pgbench, prepared. @throws {Error} when a transaction failed, or none came to its end */
export async function pgbench(
  { url, file, variables }: Script,
  cluster: Cluster,
  { clients, seconds }: { clients: number; seconds: number },
): Promise<PgbenchFigures> {
  const given = Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`])
  const threads = Math.min(2, clients)
  const load = ['-c', `${clients}`, '-j', `${threads}`, '-T', `${seconds}`]
  const before = await cluster.usage()
  const output = await runClient('pgbench', ['-n', '-M', 'prepared', ...load, ...given, '-f', file, url])
  const used = (await usageAfter(cluster, before)).cpuSeconds - before.cpuSeconds
  const read = (pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? Number.NaN)
  if (read(/number of failed transactions: (\d+)/) > 0)
    throw new Error(`pgbench: transactions of ${file} failed\n${output}`)
  const transactions = read(/transactions actually processed: (\d+)/)
  if (!(transactions > 0)) throw new Error(`pgbench: no transaction of ${file} in ${seconds} s\n${output}`)
  return { perSecond: read(/tps = ([\d.]+)/), databaseMicros: (used * 1e6) / transactions }
}
