// `npm run chaos -- hub --seed 1 --kills 200`: kill -9 of the hub under load, while orders are placed and changed, events
// are called, read and sent again. On its own PGlite, or on the PostgreSQL of DATABASE_URL or TEST_DATABASE_URL.
import { parseArgs } from 'node:util'
import { openApiWorld } from './lib/api-world.ts'
import { runOperations } from './lib/operations.ts'
import { verifyOperations } from './lib/verify.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, kills: { type: 'string', default: '200' } },
})
const seed = Number(values.seed)
const world = await openApiWorld()
try {
  const startedMs = Date.now()
  const report = await runOperations(world, { seed, kills: Number(values.kills) })
  const faults = [...report.faults, ...(await verifyOperations(world, report))]
  for (const fault of faults) process.stdout.write(`${fault}\n`)
  const { orders, patches, replays } = report
  process.stdout.write(
    [
      `seed ${seed} on ${world.databaseName}: ${report.kills} kills in ${Math.round((Date.now() - startedMs) / 1000)} s`,
      `acknowledged: ${orders.size} orders, ${patches.length} patches, ${replays.length} replays`,
      `events called ${world.receiver.deliveries.length}, read ${world.reader.seen.size}`,
      `overdue events left at most ${(report.latestMs / 1000).toFixed(2)} s after a restart`,
      `faults ${faults.length}`,
    ].join('\n'),
  )
  process.stdout.write('\n')
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  await world.close()
}
