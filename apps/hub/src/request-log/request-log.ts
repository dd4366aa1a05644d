import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import { type Db, onceCommitted } from '../platform/db/index.ts'
import { lineOf } from './line.ts'
import * as store from './store.ts'

const fullBatch = 100
const flushAfterMs = 200
/** Maximum number of lines in one statement. */
const maxBatch = 500
/**
 * Maximum number of lines in memory if the database is too slow. Further lines are dropped, and their number is
 * logged.
 */
const maxWaiting = 10_000

export interface BodiesToForget {
  accountId: string
  customerId: string
  /** The customer's orders. A refused change of an order may name the customer in no other way. */
  orderIds?: readonly string[]
}

/** A message on this topic is the ids of the account, the customer and some of the customer's orders. */
const forgetTopic = 'bodies_to_forget'
/** Maximum number of order ids in one message. An id has at most 40 characters, and PostgreSQL accepts 8,000 bytes. */
const maxOrdersPerMessage = 150

/**
 * Logs every answered request of a connection (contract, general §12). Lines are collected in memory and written in
 * batches of 100 lines or every 200 ms, never while the client waits. A crash loses the latest lines.
 */
export interface RequestLog {
  note(request: FastifyRequest, reply: FastifyReply): void
  /**
   * Deletes the bodies that contain a customer's data; the lines stay (contract, customers C25). Lines that are not
   * written yet, in this and other processes, lose their bodies after the commit.
   */
  forgetBodies(trx: Db, what: BodiesToForget): Promise<void>
  /** Writes the lines in memory. */
  flush(): Promise<void>
  /** Writes the remaining lines and stops. */
  close(): Promise<void>
}

export function createRequestLog(parts: { db: Db; bus: Bus; clock: Clock; log: Logger }): RequestLog {
  const { db, bus, clock, log } = parts
  let waiting: store.Line[] = []
  let lost = 0
  let writing: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  /** After a data error, the batch is retried line by line, so that only the bad line is lost. */
  async function lose(error: { code?: string; message: string }, batch: readonly store.Line[]) {
    if (batch.length > 1 && /^(22|54)/.test(error.code ?? '')) {
      for (const line of batch)
        await store.insert(db, { lines: [line] }).catch((cause) => lose(cause, [line]))
      return
    }
    const { code, message } = error
    log.error({ code, reason: message, lines: batch.length }, 'lines of the request log are lost')
  }

  async function write() {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxBatch)
      waiting = waiting.slice(maxBatch)
      await store.insert(db, { lines: batch }).catch((error) => lose(error, batch))
    }
    if (lost > 0) log.error({ lines: lost }, 'lines of the request log are lost: they came too fast')
    lost = 0
  }
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(write)
    return writing
  }

  bus.on(forgetTopic, (id) => {
    const [accountId, customerId, ...orderIds] = id.split(' ') as [string, string, ...string[]]
    flush()
      .then(() => store.dropBodies(db, { accountId, customerId, orderIds }))
      .catch((error) => log.error({ err: error }, 'cannot drop the bodies of the request log'))
  })

  return {
    note(request, reply) {
      if (waiting.length >= maxWaiting) {
        lost++
        return
      }
      waiting.push(lineOf(request, reply, clock.now()))
      if (waiting.length === fullBatch) flush()
      else timer ??= setTimeout(flush, flushAfterMs)
    },
    async forgetBodies(trx, { accountId, customerId, orderIds = [] }) {
      await store.dropBodies(trx, { accountId, customerId, orderIds })
      onceCommitted(trx, () => {
        // At least one message: a customer without orders has lines too.
        for (let start = 0; start === 0 || start < orderIds.length; start += maxOrdersPerMessage) {
          const some = orderIds.slice(start, start + maxOrdersPerMessage)
          bus.send(forgetTopic, [accountId, customerId, ...some].join(' '))
        }
      })
    },
    flush,
    close: flush,
  }
}
