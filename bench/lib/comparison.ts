import { hubName, type OpenSetting, type Setting } from './http-setting.ts'
import { type PgbenchFigures, pgbench } from './pgbench.ts'
import { median, round, spread } from './statistics.ts'
import { type Measured, measure, type OperationName } from './subject.ts'

/** Subject and baseline in turns: each list has a figure for each round. */
export interface Comparison {
  setting: Setting
  operation: OperationName
  clients: number
  minimal: PgbenchFigures[]
  /** By the name of the server. */
  servers: Map<string, Measured[]>
}

/**
 * Measures one operation. The first round warms up and is not counted.
 * @param options.only the servers that are measured; all of them without it
 */
export async function compare(
  setting: OpenSetting,
  operation: OperationName,
  { clients, rounds, seconds, only }: { clients: number; rounds: number; seconds: number; only?: string[] },
): Promise<Comparison> {
  const { place, locations, cluster } = setting
  const comparison: Comparison = {
    setting: { place, locations },
    operation,
    clients,
    minimal: [],
    servers: new Map(),
  }
  const chosen = Object.entries(setting.servers).filter(([name]) => !only || only.includes(name))
  for (let turn = 0; turn <= rounds; turn++) {
    const minimal = await pgbench(setting.minimal[operation], cluster, { clients, seconds })
    if (turn > 0) comparison.minimal.push(minimal)
    for (const [name, { server, planOf }] of chosen) {
      const plan = { ...planOf(operation), connections: clients, seconds }
      const figures = await measure(server, plan, name === hubName ? cluster : undefined)
      if (turn > 0) comparison.servers.set(name, [...(comparison.servers.get(name) ?? []), figures])
    }
  }
  return comparison
}

/** How many times the minimal statement's transactions the server answered, in each round. */
export function ratiosOf({ minimal, servers }: Comparison, name = hubName): number[] {
  return (servers.get(name) ?? []).map(({ perSecond }, index) => perSecond / minimal[index]!.perSecond)
}

export const comparisonHead = [
  'operation',
  'clients',
  'subject',
  'per second',
  'of minimal',
  'p50 ms',
  'p99 ms',
  'server µs',
  'PostgreSQL µs',
  'answer bytes',
]

/** Processor time in whole µs; nothing for what was not measured. */
const micros = (values: readonly number[]) => {
  const value = median(values)
  return Number.isNaN(value) ? '' : Math.round(value)
}

export function rowsOf(comparison: Comparison): (string | number)[][] {
  const { operation, clients, minimal, servers } = comparison
  const perSecond = spread(minimal.map((one) => one.perSecond))
  const databaseMicros = micros(minimal.map((one) => one.databaseMicros))
  const rows = [...servers].map(([name, figures]) => [
    operation,
    clients,
    name,
    spread(figures.map((one) => one.perSecond)),
    spread(ratiosOf(comparison, name), 3),
    round(median(figures.map((one) => one.p50Ms))),
    round(median(figures.map((one) => one.p99Ms))),
    micros(figures.map((one) => one.cpuMicros)),
    micros(figures.map((one) => one.databaseMicros)),
    figures[0]?.answerBytes ?? '',
  ])
  return [
    [operation, clients, 'pgbench, minimal statement', perSecond, 1, '', '', '', databaseMicros, ''],
    ...rows,
  ]
}
