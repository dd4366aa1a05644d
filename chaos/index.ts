// `npm run chaos -- hub|soak|story|till …`: kills and long runs against real processes. Each prints its seed and its verdict.
import { spawnSync } from 'node:child_process'

const experiments = ['hub', 'soak', 'story', 'till']
const [name = ''] = process.argv.slice(2)
if (!experiments.includes(name)) {
  process.stderr.write(`Which experiment? npm run chaos -- ${experiments.join('|')}\n`)
  process.exit(1)
}
process.exit(
  spawnSync(process.execPath, [`chaos/${name}.ts`, ...process.argv.slice(3)], { stdio: 'inherit' }).status ??
    1,
)
