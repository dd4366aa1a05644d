import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import type { Places } from './places.ts'

/** A shell that runs one PostgreSQL program, and ends it when the hub ends. */
export interface Supervisor {
  /** What the program prints. */
  output: Readable
  /** Asks the shell to end the program. */
  end(): void
  /** Resolves with the program's exit code once the shell has ended; rejects if no shell could be started. */
  exited: Promise<number | null>
}

/** What the shell does to `$program` once the hub's end of the pipe is closed, which includes `kill -9` of the hub. */
export const endings = {
  /** A fast shutdown, then an immediate one after 30 seconds. */
  server: `kill -INT $program
  left=300
  while [ $left -gt 0 ] && kill -0 $program; do sleep 0.1; left=$((left - 1)); done
  kill -QUIT $program`,
  /** Kills its whole process group, because an interrupted set-up is started again from nothing. */
  setUp: 'kill -KILL 0',
} as const

/** A shell is the smallest program that can do this. */
const script = (ending: string) => `
"$@" </dev/null >&2 & program=$!
trap '' HUP INT TERM
exec 3<&0
( read -r _ <&3
  ${ending} ) 2>/dev/null &
watcher=$!
wait $program; code=$?
kill -KILL $watcher
exit $code`

export function supervise(
  { runner, binaries }: Places,
  command: readonly string[],
  ending: keyof typeof endings,
): Supervisor {
  const args = ['-c', script(endings[ending]), 'supervisor', ...runner.prefix, ...command]
  const child: ChildProcessByStdio<Writable, null, Readable> = spawn('/bin/sh', args, {
    ...runner.identity,
    cwd: '/',
    env: binaries.environment,
    stdio: ['pipe', 'ignore', 'pipe'],
    // Ctrl+C reaches all processes of the terminal, and the hub must finish its work before PostgreSQL ends.
    detached: true,
  })
  child.stdin.on('error', () => undefined)
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  // It may reject before its reader is attached.
  exited.catch(() => undefined)
  return { output: child.stderr, end: () => child.stdin.end(), exited }
}
