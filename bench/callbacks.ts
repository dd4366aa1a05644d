// Active callbacks on the hub's own PostgreSQL: from COMMIT to the POST received, and events per second beside the
// simplest commits of the same bytes, from the same process by the same driver.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { CommitFigures, CommitPlan } from './lib/committer.ts'
import { type ServerProcess, startProcess } from './lib/process.ts'
import { atLeast, conclude, type Figure, report } from './lib/report.ts'
import { median, percentile, round, spread, table } from './lib/statistics.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '3' } },
})
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)
const rates = [100, 500]
const p99GoalsMs: Record<number, number> = { 100: 5, 500: 1 }
const ratioGoal = 0.5

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
  const kinds = {
    'minimal commits': { minimal: true, url: null },
    'recorded by the hub, sent nowhere': { url: null },
    'recorded, delivered and acknowledged': { url: sink.origin },
  }
  type Kind = keyof typeof kinds
  const measured = new Map<Kind, CommitFigures[]>()
  // A fresh cluster is slow until its WAL files are recycled: the first round warms up and is not counted.
  for (let turn = 0; turn <= rounds; turn++) {
    for (const [kind, plan] of Object.entries(kinds) as [Kind, (typeof kinds)[Kind]][]) {
      const figures = await commit(committer, { ...plan, seconds })
      if (plan.url !== null) delays(figures, await arrivalsOf(sink))
      if (turn > 0) measured.set(kind, [...(measured.get(kind) ?? []), figures])
    }
  }
  const cpu = (figures: readonly CommitFigures[]) => Math.round(median(figures.map(cpuMicros)))
  const minimal = measured.get('minimal commits')!
  const ratiosOf = (figures: readonly CommitFigures[]) =>
    figures.map((one, index) => perSecond(one) / perSecond(minimal[index]!))
  const rows = [...measured].map(([kind, figures]) => [
    kind,
    spread(figures.map(perSecond)),
    spread(ratiosOf(figures), 2),
    cpu(figures),
  ])
  process.stdout.write(`\n${table(['what', 'per second', 'of minimal', 'process µs each'], rows)}\n`)

  const goals: Figure[] = [
    atLeast(
      'delivered and acknowledged / minimal commits',
      ratiosOf(measured.get('recorded, delivered and acknowledged')!),
      ratioGoal,
    ),
  ]
  for (const rate of rates) {
    const p50: number[] = []
    const p99: number[] = []
    for (let turn = 0; turn < rounds; turn++) {
      const figures = await commit(committer, { url: sink.origin, seconds, rate })
      const all = delays(figures, await arrivalsOf(sink))
      p50.push(percentile(all, 0.5))
      p99.push(percentile(all, 0.99))
    }
    const what = `${rate}/s, from COMMIT to the POST received`
    goals.push({ what: `${what}: p50, ms`, measured: round(median(p50)) })
    const [value, goal] = [round(median(p99)), p99GoalsMs[rate]!]
    goals.push({
      what: `${what}: p99, ms`,
      measured: spread(p99, 2),
      goal: `≤ ${goal}`,
      isMet: value <= goal,
    })
  }
  process.stdout.write(report('Goals', goals))
  conclude(goals)
} finally {
  for (const one of running.reverse()) await one.stop()
  await rm(folder, { recursive: true, force: true })
}
