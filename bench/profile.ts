// `npm run bench -- profile [operation…]`: where the hub's processor time goes under load, by function.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { prepare } from './lib/fixture.ts'
import { round, table } from './lib/statistics.ts'
import { measure, operations, planOf, postOrders, startHub } from './lib/subject.ts'

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[]
  samples: number[]
  timeDeltas: number[]
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { lines: { type: 'string', default: '25' }, pglite: { type: 'boolean', default: false } },
})
const seconds = 5
const repository = new URL('..', import.meta.url).href

/** `orders/commands.ts:40 placeOrder`, `pg/lib/client.js:3 query`, `(garbage collector)` */
function nameOf({ callFrame: { functionName, url, lineNumber } }: Profile['nodes'][number]): string {
  const file = url
    .replace(repository, '')
    .replace('apps/hub/src/', '')
    .replace(/^.*node_modules\//, '')
  return file === '' ? functionName : `${file}:${lineNumber + 1} ${functionName}`
}

/** Share of the samples that were not idle, by function, largest first. */
function selfShares(profile: Profile): [name: string, share: number][] {
  const names = new Map(profile.nodes.map((node) => [node.id, nameOf(node)]))
  const micros = new Map<string, number>()
  let total = 0
  for (const [index, id] of profile.samples.entries()) {
    const name = names.get(id)!
    if (name === '(idle)') continue
    const delta = profile.timeDeltas[index]!
    micros.set(name, (micros.get(name) ?? 0) + delta)
    total += delta
  }
  return [...micros]
    .map(([name, spent]): [string, number] => [name, spent / total])
    .sort((a, b) => b[1] - a[1])
}

const folder = await mkdtemp(join(tmpdir(), 'hub-profile-'))
try {
  for (const operation of operations) {
    if (positionals.length > 0 && !positionals.includes(operation)) continue
    const dataDir = join(folder, operation)
    const url = values.pglite ? '' : process.env.TEST_DATABASE_URL!
    const setting = values.pglite ? { dataDir: join(dataDir, 'hub') } : { url }
    const fixture = await prepare(setting)
    const profiles = join(folder, `${operation}-profile`)
    const server = await startHub(fixture, { DATA_DIR: dataDir, DATABASE_URL: url }, [
      '--cpu-prof',
      `--cpu-prof-dir=${profiles}`,
    ])
    const orderIds = await postOrders(server, fixture.webshop, 500)
    const plan = planOf({ fixture, orderIds, server }, operation)
    const figures = await measure(server, { ...plan, connections: 16, seconds })
    await server.stop()
    const [file] = await readdir(profiles)
    const profile = JSON.parse(await readFile(join(profiles, file!), 'utf8')) as Profile
    const rows = selfShares(profile).slice(0, Number(values.lines))
    process.stdout.write(
      `\n${operation}: ${Math.round(figures.perSecond)}/s, ${Math.round(figures.cpuMicros)} µs of processor per request, answers of ${figures.answerBytes} bytes\n\n`,
    )
    process.stdout.write(
      `${table(
        ['function', '% of the hub'],
        rows.map(([name, share]) => [name, round(share * 100, 1)]),
      )}\n`,
    )
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
