// `npm run chaos -- hub --seed 1 --kills 200 --what all`: kill -9 under load, while orders are placed and changed, events
// are called, read and sent again. Killed is the hub, its own PostgreSQL, both, or the supervisor between them, as the
// seed says, or only what `--what` names. `--what disk` fills the disk of the data folder instead. With the PostgreSQL of
// DATABASE_URL or TEST_DATABASE_URL only the hub is killed. `--sources` runs the sources instead of the bundle.
import { parseArgs } from 'node:util'
import { round, spread } from '../bench/lib/statistics.ts'
import { openApiWorld } from './lib/api-world.ts'
import { programs, type Target } from './lib/engine.ts'
import { runOperations } from './lib/operations.ts'
import { hasOwnMounts, runWithOwnMounts } from './lib/small-disk.ts'
import { verifyOperations } from './lib/verify.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '200' },
    what: { type: 'string' },
    sources: { type: 'boolean', default: false },
  },
})
const hasServer = Boolean(process.env.DATABASE_URL || process.env.TEST_DATABASE_URL)
const what = values.what ?? (hasServer ? 'hub' : 'all')
const all: readonly Target[] = [...programs, 'disk']
const chosen = what === 'all' ? programs : all.filter((target) => target === what)
if (chosen.length === 0 || (hasServer && what !== 'hub')) {
  const choices = hasServer ? 'hub, the one program here that a kill ends' : `${all.join(', ')} or all`
  process.stderr.write(`What is killed? --what ${choices}\n`)
  process.exit(1)
}
if (what === 'disk' && !hasOwnMounts()) {
  const code = runWithOwnMounts()
  if (code === undefined)
    process.stderr.write('No disk can be mounted here: run it as root, where containers allow mounts.\n')
  process.exit(code ?? 1)
}

const seed = Number(values.seed)
const kills = Number(values.kills)
process.stdout.write(`seed ${seed}: ${kills} × ${what}\n`)
const world = await openApiWorld({ sources: values.sources, onSmallDisk: what === 'disk' })
try {
  const startedMs = Date.now()
  const report = await runOperations(world, { seed, kills, targets: chosen })
  const faults = [...report.faults, ...(await verifyOperations(world, report)), ...world.refusals.faults]
  for (const fault of faults) process.stdout.write(`seed ${seed}: ${fault}\n`)
  const { orders, patches, replays, strikes } = report
  const readiness = chosen.flatMap((target) => {
    const seconds = strikes.filter((one) => one.target === target).map(({ readyMs }) => readyMs / 1000)
    if (seconds.length === 0) return []
    const happened = target === 'disk' ? 'disk full' : `${target} killed`
    return [`${happened} ${seconds.length} times: ready after ${spread(seconds, 2)} s`]
  })
  process.stdout.write(
    [
      `seed ${seed} on ${world.hasOwnPostgres ? 'its own' : 'another'} PostgreSQL: ${strikes.length} kills in ${Math.round((Date.now() - startedMs) / 1000)} s`,
      ...readiness,
      `acknowledged: ${orders.size} orders, ${patches.length} patches, ${replays.length} replays`,
      `events called ${world.receiver.deliveries.length}, read ${world.reader.seen.size}`,
      `overdue events left at most ${round(report.latestMs / 1000)} s after a restart`,
      ...[...world.refusals.counts].map(([sentence, count]) => `${count} × ${sentence}`),
      `faults ${faults.length}`,
    ].join('\n'),
  )
  process.stdout.write('\n')
  process.exitCode = faults.length === 0 ? 0 : 1
} catch (error) {
  process.stdout.write(`seed ${seed}: ${error instanceof Error ? error.stack : error}\n`)
  process.exitCode = 1
} finally {
  await world.close()
}
