// Active callbacks on the hub's own PostgreSQL: from COMMIT to the POST received, and events per second beside commits
// only.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { CommitFigures, CommitPlan } from './lib/committer.ts'
import { type ServerProcess, startProcess } from './lib/process.ts'
import { median, percentile, round, spread, table } from './lib/statistics.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '3' } },
})
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)
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
const running: ServerProcess[] = []
try {
  const sink = await startProcess('bench/lib/sink.ts', {})
  running.push(sink)
  const environment = { NODE_ENV: '', DATABASE_URL: '', DATA_DIR: folder }
  const committer = await startProcess('bench/lib/committer.ts', environment)
  running.push(committer)
  process.stdout.write(`Order of 4 items, ${rounds} rounds of ${seconds} s, median (min–max):\n`)
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
  const cpu = (figures: readonly CommitFigures[]) => Math.round(median(figures.map(cpuMicros)))
  const rows: (string | number)[][] = [
    ['commits only', spread(only.map(perSecond)), 1, '', '', cpu(only)],
    ['delivered and acknowledged', spread(sent.map(perSecond)), ratio, '', '', cpu(sent)],
  ]
  for (const rate of rates) {
    const p50: number[] = []
    const p99: number[] = []
    const measured: CommitFigures[] = []
    for (let turn = 0; turn < rounds; turn++) {
      const figures = await commit(committer, { url: sink.origin, seconds, rate })
      const all = delays(figures, await arrivalsOf(sink))
      p50.push(percentile(all, 0.5))
      p99.push(percentile(all, 0.99))
      measured.push(figures)
    }
    const what = `${rate}/s: from COMMIT to the POST received`
    rows.push([what, '', '', round(median(p50)), spread(p99, 2), cpu(measured)])
  }
  const head = ['what', 'events/s', 'ratio', 'p50 ms', 'p99 ms', 'hub CPU µs/event']
  process.stdout.write(`\n${table(head, rows)}\n`)
} finally {
  for (const one of running.reverse()) await one.stop()
  await rm(folder, { recursive: true, force: true })
}
