import pg from 'pg'

/** Why PostgreSQL cannot serve a valid statement: no disk space, or no connection. */
export type Unavailability = 'full' | 'away'

const diskFull = '53100'
/** Too little memory or too many connections (53…), a lost connection (08…), a shutdown, a crash or a start (57P0…). */
const away = /^(53|08|57P0[1-3])|^58030$|^25006$/

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** The driver's own errors have no code. */
const driverMessages = [
  'Connection terminated',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
]

/** @returns undefined for any other error, for which a retry would fail as well */
export function whyUnavailable(error: unknown): Unavailability | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, syscall } = error as NodeJS.ErrnoException
  if (error instanceof pg.DatabaseError) {
    if (code === diskFull) return 'full'
    return code !== undefined && away.test(code) ? 'away' : undefined
  }
  if (code !== undefined) {
    // ENOENT: the socket of a server that is not running.
    const isLost = connectionCodes.has(code) || (syscall === 'connect' && code === 'ENOENT')
    return isLost ? 'away' : undefined
  }
  return driverMessages.some((message) => error.message.startsWith(message)) ? 'away' : undefined
}

/** What an error says. Where a name has several addresses, Node's error has a code and no message. */
export function messageOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException
  return message || code || String(error)
}
