// `npm run chaos -- story --seed 1 --kills 50`: kill -9 of the hub while orders reach a till and are accepted there.
import { parseArgs } from 'node:util'
import { run } from './lib/orders.ts'
import { openWorld } from './lib/world.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, kills: { type: 'string', default: '50' } },
})
const world = await openWorld()
try {
  const lines = await run(world, {
    seed: Number(values.seed),
    kills: Number(values.kills),
    strike: ({ restartHub }) => restartHub(),
  })
  const summary = lines.pop()
  for (const line of lines) process.stdout.write(`${line}\n`)
  process.stdout.write(`seed ${values.seed}: ${summary}, faults ${lines.length}\n`)
  process.exitCode = lines.length === 0 ? 0 : 1
} finally {
  await world.close()
}
