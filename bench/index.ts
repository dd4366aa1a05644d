// `npm run bench -- story|http|…`: real servers, loaded from a separate process, held against a baseline of the same run.
import { spawnSync } from 'node:child_process'

const benchmarks: Record<
  string,
  { file: string /** Needs a server beside the hub's own. */; postgres: boolean }
> = {
  bodies: { file: 'bench/bodies.ts', postgres: true },
  callbacks: { file: 'bench/callbacks.ts', postgres: false },
  http: { file: 'bench/http.ts', postgres: false },
  story: { file: 'bench/story.ts', postgres: false },
  streams: { file: 'bench/streams.ts', postgres: false },
  start: { file: 'bench/start.ts', postgres: true },
  growth: { file: 'bench/growth.ts', postgres: false },
  profile: { file: 'bench/profile.ts', postgres: false },
  till: { file: 'bench/till.ts', postgres: false },
}

const [name = ''] = process.argv.slice(2)
const benchmark = benchmarks[name]
if (!benchmark) {
  process.stderr.write(`Which benchmark? npm run bench -- ${Object.keys(benchmarks).join('|')}\n`)
  process.exit(1)
}
const command = [process.execPath, benchmark.file, ...process.argv.slice(3)]
const [program, ...args] = benchmark.postgres ? ['bash', 'scripts/with-postgres.sh', ...command] : command
process.exit(spawnSync(program!, args, { stdio: 'inherit' }).status ?? 1)
