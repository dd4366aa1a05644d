import { type DestinationStream, destination, type Logger, pino } from 'pino'
import { maskText } from './masking/index.ts'

/** Fields of database errors that are not logged: parameters and rows of a statement may hold tenants' data. */
const untold = new Set(['params', 'parameters', 'detail', 'where', 'internalQuery', 'aggregateErrors'])

function tellError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const told = Object.entries(pino.stdSerializers.err(error)).filter(([name]) => !untold.has(name))
  return Object.fromEntries(
    told.map(([name, value]) => [name, typeof value === 'string' ? maskText(value) : value]),
  )
}

/** Logs JSON lines. Errors are logged without tenants' data and with secrets masked (contract, security S32). */
export const createLog = (level: string, logTo: DestinationStream = destination({ sync: false })): Logger =>
  pino({ level, serializers: { err: tellError } }, logTo)
