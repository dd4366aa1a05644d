import { parseArgs } from 'node:util'
import { checks } from './checks.ts'
import { startOwnHub } from './lib/own-hub.ts'
import { countsOf, lineOf, type Outcome } from './lib/report.ts'
import { createWorld, type OwnWorld } from './lib/world.ts'

const usage = `The acceptance checks of the contract, over HTTP.

  npm run conformance                    on a new hub of its own
  npm run conformance -- --url <hub>     on another hub, set up through its operator token
      --operator-token <token>           default: HUB_OPERATOR_TOKEN
      --only <tag>                       those whose tag begins so: orders, orders 15.1
`

const values = readOptions()
if (values.help) {
  process.stdout.write(usage)
  process.exit()
}
if (values.url !== undefined && values['operator-token'] === '')
  refuse('A foreign hub needs its operator token: HUB_OPERATOR_TOKEN or --operator-token.')

const ownHub = values.url === undefined ? await startOwnHub() : undefined
const target = ownHub ?? {
  origin: values.url!.replace(/\/(v1\/?)?$/, ''),
  operatorToken: values['operator-token'],
}
const world = { ...createWorld(target), own: ownHub } as OwnWorld

const outcomes: Outcome[] = []
for (const check of checks) {
  if (!check.tag.startsWith(values.only)) continue
  const outcome = await run(check)
  outcomes.push(outcome)
  process.stdout.write(`${lineOf(outcome)}\n`)
}
process.stdout.write(`\n${countsOf(outcomes).join('\n')}\n`)
await ownHub?.closeAll()
// A failed check may have left a server or a stream open.
process.exit(outcomes.some(({ result }) => result === 'failed') ? 1 : 0)

async function run(check: (typeof checks)[number]): Promise<Outcome> {
  if (check.needsOwnHub && !ownHub) return { check, result: 'needs own hub' }
  try {
    await check.run(world)
    return { check, result: 'passed' }
  } catch (error) {
    return { check, result: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        url: { type: 'string' },
        'operator-token': { type: 'string', default: process.env.HUB_OPERATOR_TOKEN ?? '' },
        only: { type: 'string', default: '' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    return refuse((error as Error).message)
  }
}

function refuse(message: string): never {
  process.stderr.write(`${message}\n\n${usage}`)
  process.exit(2)
}
