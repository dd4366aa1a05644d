// `npm run bench -- profile [create] [get] ["list 100"] [patch]`: where the processor time of a request goes, in the hub
// by part and by function, in PostgreSQL by statement, beside the budget of a request. The cluster is in memory, or by
// `--place disk` on the disk.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Place, placeName, startCluster } from './lib/cluster.ts'
import { type Measurement, measureOperation } from './lib/profile-measurement.ts'
import { budgetFigures, functionsTable, partsTable, statementsTable } from './lib/profile-report.ts'
import { report } from './lib/report.ts'
import { statementSettings } from './lib/statements.ts'
import { median } from './lib/statistics.ts'
import { operations } from './lib/subject.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    /** Of each measurement. */
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    /** Functions and statements that are listed. */
    lines: { type: 'string', default: '15' },
    locations: { type: 'string', default: '1' },
    place: { type: 'string', default: 'memory' },
    short: { type: 'boolean', default: false },
  },
})
const { short } = values
const seconds = Number(values.seconds ?? (short ? 1 : 4))
const rounds = Number(values.rounds ?? (short ? 1 : 3))
const locations = Number(values.locations)
const lines = Number(values.lines)
const clients = 16
const place: Place = values.place === 'disk' ? 'disk' : 'memory'
const print = (text: string) => process.stdout.write(`${text}\n`)

const folder = await mkdtemp(join(tmpdir(), 'hub-profile-'))
const cluster = await startCluster(place, statementSettings)
try {
  const measurements: Measurement[] = []
  for (const operation of operations) {
    if (positionals.length > 0 && !positionals.includes(operation)) continue
    process.stderr.write(`${operation}…\n`)
    measurements.push(
      await measureOperation(cluster, operation, { locations, clients, rounds, seconds, folder }),
    )
  }
  print(
    `\nCluster ${placeName[place]}, ${locations} location(s), ${clients} clients; µs of the hub's processor per request: the shares of a profile of ${seconds} s, of what it used without a profiler (${rounds} round(s) of ${seconds} s, median):\n`,
  )
  print(partsTable(measurements))
  for (const measurement of measurements) {
    const { operation, measured } = measurement
    const perSecond = Math.round(median(measured.map((one) => one.perSecond)))
    print(`\n## ${operation}: ${perSecond}/s, answers of ${measured[0]?.answerBytes} bytes\n`)
    print(functionsTable(measurement, lines))
    print(`\n${statementsTable(measurement, lines)}`)
  }
  const figures = measurements.flatMap(budgetFigures)
  print(report('Budget', figures))
  const missed = figures.filter(({ isMet }) => isMet === false)
  print(missed.length === 0 ? 'Within the budget.' : `MISSED: ${missed.map(({ what }) => what).join('; ')}`)
  if (missed.length > 0) process.exitCode = 1
} finally {
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
