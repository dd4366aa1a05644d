import type { Metered } from './process.ts'
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

/** Runs a script by pgbench, prepared. @throws {Error} when a transaction failed, or none came to its end */
export async function pgbench(
  { url, file, variables }: Script,
  database: Metered,
  { clients, seconds }: { clients: number; seconds: number },
): Promise<PgbenchFigures> {
  const given = Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`])
  const threads = Math.min(2, clients)
  const load = ['-c', `${clients}`, '-j', `${threads}`, '-T', `${seconds}`]
  const before = await database.cpuSeconds()
  const output = await runClient('pgbench', ['-n', '-M', 'prepared', ...load, ...given, '-f', file, url])
  const used = (await database.cpuSeconds()) - before
  const read = (pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? Number.NaN)
  if (read(/number of failed transactions: (\d+)/) > 0)
    throw new Error(`pgbench: transactions of ${file} failed\n${output}`)
  const transactions = read(/transactions actually processed: (\d+)/)
  if (!(transactions > 0)) throw new Error(`pgbench: no transaction of ${file} in ${seconds} s\n${output}`)
  return { perSecond: read(/tps = ([\d.]+)/), databaseMicros: (used * 1e6) / transactions }
}
