import type { Logger } from 'pino'

/** PostgreSQL severities that are logged above `info`. */
const levels: Readonly<Record<string, 'warn' | 'error'>> = { WARNING: 'warn', FATAL: 'error', PANIC: 'error' }

/**
 * Copies the lines of the embedded PostgreSQL to the hub's log. Lines that arrive before `sendTo` are kept and written
 * then.
 */
export function createEngineLog() {
  const early: string[] = []
  let log: Logger | undefined
  const write = (to: Logger, line: string) => {
    const [, severity = 'LOG', text = line] = /^([A-Z]+): {1,2}(.*)$/.exec(line) ?? []
    to[levels[severity] ?? 'info']({ component: 'postgres' }, text)
  }
  return {
    note(line: string) {
      if (log) write(log, line)
      else early.push(line)
    },
    sendTo(to: Logger) {
      log = to
      for (const line of early.splice(0)) write(to, line)
    },
  }
}
