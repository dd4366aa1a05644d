// `npm start`: the hub and the till of this machine. One that dies is started again, Ctrl+C ends both. Each runs alone
// with `npm run hub`, `npm run till`.
import { spawnSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { supervise } from './supervise.ts'

/** A hub that hangs at its start does not keep the shop from selling. */
const hubWithinMs = 30_000
const npmCheckMs = 1_000

const programs = supervise((line) => process.stderr.write(`${line}\n`))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => programs.stop(0))
if (process.env.npm_lifecycle_event === 'start') stopWithNpm()

const hub = programs.start({
  label: 'hub',
  entry: 'dist/hub/main.mjs',
  meanwhile: 'the till goes on selling',
})
// The till's lines stand below the hub's, which say as whom to sign in.
await Promise.race([hub, delay(hubWithinMs, undefined, { ref: false })])
if (!programs.isStopping)
  await programs.start({ label: 'till', entry: 'dist/till/main.mjs', meanwhile: 'the hub goes on' })

/** A killed npm tells nobody: without it the programs would go on unseen, and keep the ports. */
function stopWithNpm(): void {
  const npm = findNpm(process.ppid) ?? process.ppid
  const check = setInterval(() => {
    if (isRunning(npm)) return
    clearInterval(check)
    programs.stop(1)
  }, npmCheckMs)
  check.unref()
}

/** npm runs a script by a shell, which may stand between or not. Undefined where the system has no `ps`. */
function findNpm(pid: number, generations = 2): number | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' })
  const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(stdout ?? '') ?? []
  if (parent === undefined || command === undefined) return undefined
  if (/^npm\b|\bnpm-cli\b|\/npm\b/.test(command)) return pid
  return generations === 1 ? undefined : findNpm(Number(parent), generations - 1)
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
