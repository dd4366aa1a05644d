// `npm run bench -- profile [operation…]`: where the hub's processor time goes under load, by function.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { prepare } from './lib/fixture.ts'
import { round, table } from './lib/statistics.ts'
import { measure, operations, planOf, postOrders, startHub } from './lib/subject.ts'

interface Profile {
  /** Microseconds of the machine's monotonic clock. */
  startTime: number
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[]
  samples: number[]
  timeDeltas: number[]
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { lines: { type: 'string', default: '25' } },
})
const seconds = 4
const repository = new URL('..', import.meta.url).href

const fileOf = (url: string) =>
  url
    .replace(repository, '')
    .replace('apps/hub/src/', '')
    .replace(/^.*node_modules\//, '')

type Name = (node: Profile['nodes'][number]) => string

/** `orders/commands.ts:40 placeOrder`, `pg/lib/client.js:3 query`, `(garbage collector)` */
const nameOf: Name = ({ callFrame: { functionName, url, lineNumber } }) => {
  const file = fileOf(url)
  return file === '' ? functionName : `${file}:${lineNumber + 1} ${functionName}`
}

/** `orders`, `pg`, `node:internal`, `native: writev` */
const partOf: Name = ({ callFrame: { functionName, url } }) => {
  const file = fileOf(url)
  if (file === '') return functionName.startsWith('(') ? functionName : `native: ${functionName}`
  const depth = /^(@|platform|packages)/.test(file) ? 2 : 1
  return file.split('/').slice(0, depth).join('/')
}

/** Share of the samples of that time that were not idle, by name, largest first. */
function selfShares(profile: Profile, name: Name, [fromMicros, untilMicros]: [number, number]) {
  const names = new Map(profile.nodes.map((node) => [node.id, name(node)]))
  const micros = new Map<string, number>()
  let total = 0
  let at = profile.startTime
  for (const [index, id] of profile.samples.entries()) {
    const called = names.get(id)!
    const delta = profile.timeDeltas[index]!
    at += delta
    if (called === '(idle)' || at < fromMicros || at > untilMicros) continue
    micros.set(called, (micros.get(called) ?? 0) + delta)
    total += delta
  }
  return [...micros]
    .map(([called, spent]): [name: string, share: number] => [called, spent / total])
    .sort((a, b) => b[1] - a[1])
}

const monotonicMicros = () => Number(process.hrtime.bigint() / 1000n)

const folder = await mkdtemp(join(tmpdir(), 'hub-profile-'))
try {
  for (const operation of operations) {
    if (positionals.length > 0 && !positionals.includes(operation)) continue
    const dataDir = join(folder, operation)
    const url = process.env.TEST_DATABASE_URL!
    const fixture = await prepare({ url })
    const profiles = join(folder, `${operation}-profile`)
    const nodeArgs = ['--cpu-prof', `--cpu-prof-dir=${profiles}`]
    const server = await startHub(fixture, { DATA_DIR: dataDir, DATABASE_URL: url }, { nodeArgs })
    const orderIds = await postOrders(server, fixture.webshop, 500)
    const plan = planOf({ fixture, orderIds, server }, operation)
    const startedMicros = monotonicMicros()
    const figures = await measure(server, { ...plan, connections: 16, seconds })
    const span: [number, number] = [startedMicros + 500_000, monotonicMicros()]
    await server.stop()
    const [file] = await readdir(profiles)
    const profile = JSON.parse(await readFile(join(profiles, file!), 'utf8')) as Profile
    process.stdout.write(
      `\n${operation}: ${Math.round(figures.perSecond)}/s, ${Math.round(figures.cpuMicros)} µs of processor per request, answers of ${figures.answerBytes} bytes\n\n`,
    )
    for (const [what, name, lines] of [
      ['part', partOf, 14],
      ['function', nameOf, Number(values.lines)],
    ] as const) {
      const rows = selfShares(profile, name, span).slice(0, lines)
      const cells = rows.map(([text, share]) => [text, round(share * 100, 1)])
      process.stdout.write(`${table([what, '% of the hub'], cells)}\n\n`)
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
