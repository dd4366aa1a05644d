// `npm run chaos -- hub --seed 1 --kills 200 --what all`: kill -9 under load, while orders are placed and changed, events
// are called, read and sent again. Killed is the hub, its own PostgreSQL, both, or the supervisor between them, as the
// seed says, or only what `--what` names. With the PostgreSQL of DATABASE_URL or TEST_DATABASE_URL only the hub is killed.
import { parseArgs } from 'node:util'
import { round, spread } from '../bench/lib/statistics.ts'
import { openApiWorld } from './lib/api-world.ts'
import { targets } from './lib/engine.ts'
import { runOperations } from './lib/operations.ts'
import { verifyOperations } from './lib/verify.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '200' },
    what: { type: 'string' },
  },
})
const hasServer = Boolean(process.env.DATABASE_URL || process.env.TEST_DATABASE_URL)
const what = values.what ?? (hasServer ? 'hub' : 'all')
const chosen = what === 'all' ? targets : targets.filter((target) => target === what)
if (chosen.length === 0 || (hasServer && what !== 'hub')) {
  const choices = hasServer ? 'hub, the one program here that a kill ends' : `${targets.join(', ')} or all`
  process.stderr.write(`What is killed? --what ${choices}\n`)
  process.exit(1)
}

const seed = Number(values.seed)
const world = await openApiWorld()
try {
  const startedMs = Date.now()
  const report = await runOperations(world, { seed, kills: Number(values.kills), targets: chosen })
  const faults = [...report.faults, ...(await verifyOperations(world, report))]
  for (const fault of faults) process.stdout.write(`${fault}\n`)
  const { orders, patches, replays, strikes } = report
  const readiness = chosen.flatMap((target) => {
    const seconds = strikes.filter((one) => one.target === target).map(({ readyMs }) => readyMs / 1000)
    return seconds.length === 0
      ? []
      : [`${target} killed ${seconds.length} times: ready after ${spread(seconds, 2)} s`]
  })
  process.stdout.write(
    [
      `seed ${seed} on ${world.hasOwnPostgres ? 'its own' : 'another'} PostgreSQL: ${strikes.length} kills in ${Math.round((Date.now() - startedMs) / 1000)} s`,
      ...readiness,
      `acknowledged: ${orders.size} orders, ${patches.length} patches, ${replays.length} replays`,
      `events called ${world.receiver.deliveries.length}, read ${world.reader.seen.size}`,
      `overdue events left at most ${round(report.latestMs / 1000)} s after a restart`,
      `faults ${faults.length}`,
    ].join('\n'),
  )
  process.stdout.write('\n')
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  await world.close()
}
