import { notAttributed, type Shares } from './cpu-profile.ts'
import { partNames } from './parts.ts'
import type { Measurement, StatementsPerRequest } from './profile-measurement.ts'
import type { Figure } from './report.ts'
import { median, round, table } from './statistics.ts'
import type { OperationName } from './subject.ts'

/** µs of processor per request. */
const budget: Readonly<Record<OperationName, { hub?: number; database?: number }>> = {
  create: { hub: 300, database: 300 },
  get: { hub: 60 },
  'list 100': { hub: 250 },
  patch: {},
}

const hubMicros = ({ measured }: Measurement) => median(measured.map((one) => one.cpuMicros))
const databaseMicros = ({ measured }: Measurement) => median(measured.map((one) => one.databaseMicros))

/** µs of the hub's processor per request, by part. */
export function partsTable(measurements: readonly Measurement[]): string {
  const row = (name: string, of: (measurement: Measurement) => number) => [
    name,
    ...measurements.map((measurement) => round(of(measurement), 1)),
  ]
  const part = (name: string) =>
    row(name, (one) => (one.shares.parts.get(name) ?? 0) * one.mainThreadShare * hubMicros(one))
  return table(
    ['part', ...measurements.map(({ operation }) => operation)],
    [
      ...partNames.map(part),
      part(notAttributed),
      row('other threads', (one) => (1 - one.mainThreadShare) * hubMicros(one)),
      row('the hub in all', hubMicros),
      row('PostgreSQL in all', databaseMicros),
    ],
  )
}

export function functionsTable(measurement: Measurement, lines: number): string {
  const { functions, unattributed } = measurement.shares
  const micros = measurement.mainThreadShare * hubMicros(measurement)
  const rows = (chosen: Shares['functions']) =>
    chosen.map(([name, share]) => [name, round(share * micros, 1)])
  const all = table(['function', 'µs'], rows(functions.slice(0, lines)))
  if (unattributed.length === 0) return all
  return `${all}\n\n${table([`function that is ${notAttributed}`, 'µs'], rows(unattributed.slice(0, 5)))}`
}

const maxQueryLength = 90

/** Its beginning on one line, which a table in Markdown can hold. */
function shortened(query: string): string {
  const text = query.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim()
  return text.length <= maxQueryLength ? text : `${text.slice(0, maxQueryLength)}…`
}

export function statementsTable({ statements: { many, one } }: Measurement, lines: number): string {
  const rows = [...many.values()]
    .slice(0, lines)
    .map(({ id, query, calls, micros, walBytes }) => [
      shortened(query),
      round(calls, 2),
      round(micros, 1),
      round(one.get(id)?.micros ?? 0, 1),
      Math.round(walBytes),
    ])
  const sum = (figures: StatementsPerRequest) =>
    round(
      [...figures.values()].reduce((total, { micros }) => total + micros, 0),
      1,
    )
  return table(
    ['statement', 'calls', 'µs by the clock, all clients', 'one client', 'WAL bytes'],
    [...rows, ['all', '', sum(many), sum(one), '']],
  )
}

export function budgetFigures(measurement: Measurement): Figure[] {
  const { operation } = measurement
  const { hub, database } = budget[operation]
  const figure = (who: string, micros: number, goal: number | undefined): Figure[] =>
    goal === undefined
      ? []
      : [
          {
            what: `${operation}: ${who}, µs of processor`,
            measured: Math.round(micros),
            goal: `≤ ${goal}`,
            isMet: micros <= goal,
          },
        ]
  return [
    ...figure('the hub', hubMicros(measurement), hub),
    ...figure('PostgreSQL', databaseMicros(measurement), database),
  ]
}
