// `npm start`: the hub and the till of this machine, stopped together. Each runs alone with `npm run hub`, `npm run till`.
import { type ChildProcess, spawn } from 'node:child_process'

const children: ChildProcess[] = []
let stopping = false

function start(label: string, entry: string): Promise<void> {
  const child = spawn(process.execPath, [entry], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  children.push(child)
  child.once('exit', (code) => {
    if (!stopping) process.stderr.write(`The ${label} stopped.\n`)
    stop(code ?? 1)
  })
  return new Promise((resolve) => child.once('message', () => resolve()))
}

function stop(code: number) {
  if (stopping) return
  stopping = true
  for (const child of children) child.kill('SIGTERM')
  process.exitCode = code
}

process.once('SIGINT', () => stop(0))
process.once('SIGTERM', () => stop(0))
// The till looks for the credentials that the hub leaves when it is ready.
await start('hub', 'apps/hub/src/main.ts')
await start('till', 'apps/till/src/main.ts')
