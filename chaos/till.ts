// `npm run chaos -- till --seed 1 --kills 50`: the till is killed, or its machine loses its power, in the middle of sales,
// web orders, acceptances and exports. The same seed does the same again.
import { parseArgs } from 'node:util'
import { type Line, openLine } from './lib/line.ts'
import { runTill } from './lib/till-operations.ts'
import { digestOf, planOf } from './lib/till-plan.ts'
import { verifyTill } from './lib/till-verify.ts'
import { openWorld } from './lib/world.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, kills: { type: 'string', default: '50' } },
})
const choice = { seed: Number(values.seed), kills: Number(values.kills) }
let line!: Line
const world = await openWorld({
  between: async (hubOrigin) => {
    line = await openLine(hubOrigin)
    return line.origin
  },
})
try {
  const startedMs = Date.now()
  const listener = await world.listener(['update'])
  await world.callTill('PUT', '/api/hub/options', { isInvoicesAutomatic: true })
  const model = await runTill(world, line, choice)
  const faults = await verifyTill(world, listener, model)
  for (const fault of faults) process.stdout.write(`${fault}\n`)
  const plan = planOf(choice.seed, choice.kills)
  const { sales, orders, accepted, kills, powerCuts, lostBytes } = model
  process.stdout.write(
    `seed ${choice.seed}: ${plan.length} operations (${digestOf(plan)}) in ${Math.round((Date.now() - startedMs) / 1000)} s
sales ${sales.size}, orders ${orders.length}, accepted ${accepted.size}
kills ${kills}, power cuts ${powerCuts}, which took ${lostBytes} bytes of the log
faults ${faults.length}
`,
  )
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  await world.close()
  await line.close()
}
