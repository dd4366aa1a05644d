// Active callbacks on PostgreSQL and PGlite: from COMMIT to the POST received, and events per second beside commits only.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommitFigures, CommitPlan } from './lib/committer.ts'
import { type ServerProcess, startProcess } from './lib/process.ts'
import { median, percentile, round, spread, table } from './lib/statistics.ts'

const rounds = 3
const seconds = 3
const rates = [100, 500]

async function ask<Answer>({ child }: ServerProcess, message: object): Promise<Answer> {
  const answered = new AbortController()
  child.send(message)
  try {
    const [answer] = await Promise.race([
      once(child, 'message', { signal: answered.signal }),
      once(child, 'exit', { signal: answered.signal }).then(() => {
        throw new Error('the process stopped before it answered')
      }),
    ])
    return answer as Answer
  } finally {
    answered.abort()
  }
}

async function commit(committer: ServerProcess, plan: CommitPlan): Promise<CommitFigures> {
  return (await ask<{ figures: CommitFigures }>(committer, plan)).figures
}

const arrivalsOf = async (sink: ServerProcess) =>
  new Map((await ask<{ arrivals: [string, number][] }>(sink, {})).arrivals)

/** Milliseconds from each commit to the POST received. @throws {Error} when an event was not received */
function delays({ commits }: CommitFigures, arrivals: ReadonlyMap<string, number>): number[] {
  const missing = commits.filter(([id]) => !arrivals.has(id)).length
  if (missing > 0) throw new Error(`${missing} of ${commits.length} events were not received`)
  return commits.map(([id, atMs]) => arrivals.get(id)! - atMs)
}

const perSecond = ({ commits, elapsedMs }: CommitFigures) => (commits.length / elapsedMs) * 1000
const cpuMicros = ({ commits, cpuSeconds }: CommitFigures) => (cpuSeconds * 1e6) / commits.length

const folder = await mkdtemp(join(tmpdir(), 'hub-bench-'))
const sink = await startProcess('bench/lib/sink.ts', {})
const committers: [name: string, committer: ServerProcess][] = []
try {
  const start = (environment: Record<string, string>) =>
    startProcess('bench/lib/committer.ts', { NODE_ENV: '', ...environment })
  const url = process.env.TEST_DATABASE_URL!
  committers.push(
    ['PostgreSQL', await start({ DATABASE_URL: url, DATA_DIR: join(folder, 'postgres') })],
    ['PGlite', await start({ DATABASE_URL: '', DATA_DIR: join(folder, 'pglite') })],
  )
  process.stdout.write(`Order of 4 items, ${rounds} rounds of ${seconds} s, median (min–max):\n`)
  const chosen = process.argv.slice(2)
  for (const [name, committer] of committers) {
    if (chosen.length > 0 && !chosen.includes(name)) continue
    process.stderr.write(`${name}…\n`)
    const rows: (string | number)[][] = []
    const only: CommitFigures[] = []
    const sent: CommitFigures[] = []
    // A fresh cluster is slow until its WAL files are recycled: the first round warms up and is not counted.
    for (let turn = 0; turn <= rounds; turn++) {
      const figures = await commit(committer, { url: null, seconds })
      const delivered = await commit(committer, { url: sink.origin, seconds })
      delays(delivered, await arrivalsOf(sink))
      if (turn === 0) continue
      only.push(figures)
      sent.push(delivered)
    }
    const ratio = round(median(sent.map(perSecond)) / median(only.map(perSecond)), 3)
    rows.push([
      name,
      'commits only',
      spread(only.map(perSecond)),
      1,
      '',
      '',
      Math.round(median(only.map(cpuMicros))),
    ])
    rows.push([
      name,
      'delivered and acknowledged',
      spread(sent.map(perSecond)),
      ratio,
      '',
      '',
      Math.round(median(sent.map(cpuMicros))),
    ])
    for (const rate of rates) {
      const times: { p50: number; p99: number; figures: CommitFigures }[] = []
      for (let turn = 0; turn < rounds; turn++) {
        const figures = await commit(committer, { url: sink.origin, seconds, rate })
        const all = delays(figures, await arrivalsOf(sink))
        times.push({ p50: percentile(all, 0.5), p99: percentile(all, 0.99), figures })
      }
      rows.push([
        name,
        `${rate}/s: from COMMIT to the POST received`,
        '',
        '',
        round(median(times.map(({ p50 }) => p50))),
        spread(
          times.map(({ p99 }) => p99),
          2,
        ),
        Math.round(median(times.map(({ figures }) => cpuMicros(figures)))),
      ])
    }
    const head = ['database', 'what', 'events/s', 'ratio', 'p50 ms', 'p99 ms', 'hub CPU µs/event']
    process.stdout.write(`\n${table(head, rows)}\n`)
  }
} finally {
  for (const [, committer] of committers) await committer.stop()
  await sink.stop()
  await rm(folder, { recursive: true, force: true })
}
