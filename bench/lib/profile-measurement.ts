import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cluster } from './cluster.ts'
import { type CpuProfile, type Shares, sharesOf } from './cpu-profile.ts'
import { prepare } from './fixture.ts'
import type { ServerProcess } from './process.ts'
import { mainThreadCpuSeconds } from './processes.ts'
import { countStatements, type StatementFigures, stopCounting } from './statements.ts'
import {
  type Measured,
  measure,
  type OperationName,
  pageSize,
  pickedOrders,
  planOf,
  startSubject,
} from './subject.ts'

export interface Measurement {
  operation: OperationName
  /** With nothing switched on that costs anything. */
  measured: Measured[]
  /** Of the hub's processor time, the part of the thread that runs JavaScript. */
  mainThreadShare: number
  shares: Shares
  /** By the number of clients. */
  statements: { many: StatementsPerRequest; one: StatementsPerRequest }
}

/** Calls, time by the clock and WAL of each request, by id. */
export type StatementsPerRequest = Map<string, StatementFigures>

async function tell({ child }: ServerProcess, profile: string): Promise<void> {
  const answered = once(child, 'message')
  child.send({ profile })
  await answered
}

function perRequest(statements: readonly StatementFigures[], requests: number): StatementsPerRequest {
  return new Map(
    statements.map((one) => [
      one.id,
      {
        ...one,
        calls: one.calls / requests,
        micros: one.micros / requests,
        walBytes: one.walBytes / requests,
      },
    ]),
  )
}

export interface ProfileOptions {
  locations: number
  clients: number
  rounds: number
  /** Of each measurement. */
  seconds: number
  /** For files. */
  folder: string
}

/** Measures an operation on a database and a hub of its own. */
export async function measureOperation(
  cluster: Cluster,
  operation: OperationName,
  { locations, clients, rounds, seconds, folder }: ProfileOptions,
): Promise<Measurement> {
  const url = await cluster.createDatabase('hub')
  await stopCounting(url)
  const fixture = await prepare({ url }, { locations })
  const environment = { DATA_DIR: folder, DATABASE_URL: url }
  const options = {
    ordersEach: Math.max(pageSize + 20, Math.ceil(pickedOrders / locations)),
    entry: 'bench/lib/profiled-hub.ts',
  }
  const subject = await startSubject(fixture, environment, options)
  const { server } = subject
  try {
    const load = (connections: number) =>
      measure(server, { ...planOf(subject, operation), connections, seconds }, cluster)
    await load(clients)
    const measured: Measured[] = []
    const mainThread = () => mainThreadCpuSeconds(server.child.pid!)
    const before = [await mainThread(), await server.cpuSeconds()] as const
    for (let turn = 0; turn < rounds; turn++) measured.push(await load(clients))
    const after = [await mainThread(), await server.cpuSeconds()] as const
    let requests = 0
    const file = join(folder, 'profile.json')
    const many = await countStatements(url, async () => {
      await tell(server, 'start')
      requests = (await load(clients)).requests
      await tell(server, file)
    })
    const ofMany = perRequest(many, requests)
    const one = await countStatements(url, async () => {
      requests = (await load(1)).requests
    })
    return {
      operation,
      measured,
      mainThreadShare: (after[0] - before[0]) / (after[1] - before[1]),
      shares: sharesOf(JSON.parse(await readFile(file, 'utf8')) as CpuProfile),
      statements: { many: ofMany, one: perRequest(one, requests) },
    }
  } finally {
    await server.stop()
    await cluster.dropDatabase('hub')
  }
}
