import { type DestinationStream, destination, type Logger, pino } from 'pino'
import { maskText } from './masking/index.ts'

/** Of a failed statement its parameters and rows, which may be anybody's data. */
const untold = new Set(['params', 'parameters', 'detail', 'where', 'internalQuery', 'aggregateErrors'])

function tellError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const told = Object.entries(pino.stdSerializers.err(error)).filter(([name]) => !untold.has(name))
  return Object.fromEntries(
    told.map(([name, value]) => [name, typeof value === 'string' ? maskText(value) : value]),
  )
}

/** JSON lines. Errors are told without data of tenants, and with secrets masked (contract, security S32). */
export const createLog = (level: string, logTo: DestinationStream = destination({ sync: false })): Logger =>
  pino({ level, serializers: { err: tellError } }, logTo)
