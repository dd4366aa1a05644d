import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'
import { notify } from './bus-store.ts'
import type { Database } from './db/index.ts'

const pgChannel = 'hub'
const batchMs = 5
const listenAgainAfterMs = 500
/** PostgreSQL refuses a payload of 8,000 bytes or more. */
const maxPayloadBytes = 7500

/**
 * Sends messages to every process of the hub: to this one immediately, to the others within a few milliseconds.
 * Messages are hints. A lost one (broken connection) may delay work but must never lose it.
 */
export interface Bus {
  send(topic: string, id: string): void
  /** Sends to the other processes only. */
  sendOthers(topic: string, ids: readonly string[]): void
  on(topic: string, listener: (id: string) => void): void
  close(): Promise<void>
}

type Message = [topic: string, id: string]

export async function openBus(database: Database, log: Logger): Promise<Bus> {
  const listeners = new Map<string, ((id: string) => void)[]>()
  const tell = (topic: string, id: string) => {
    for (const listener of listeners.get(topic) ?? []) listener(id)
  }
  const others = await openPostgresBus(database, tell, log)
  return {
    send(topic, id) {
      tell(topic, id)
      others.send([topic, id])
    },
    sendOthers(topic, ids) {
      for (const id of ids) others.send([topic, id])
    },
    on(topic, listener) {
      listeners.set(topic, [...(listeners.get(topic) ?? []), listener])
    },
    close: () => others.close(),
  }
}

async function openPostgresBus(database: Database, tell: (topic: string, id: string) => void, log: Logger) {
  const node = randomUUID().slice(0, 8)
  let waiting: Message[] = []
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let listener: pg.Client | undefined

  /** Any client of the database can notify, and another version may use another form. Neither may end this process. */
  function read(payload = ''): Message[] {
    try {
      const { from, messages } = JSON.parse(payload) as { from: string; messages: Message[] }
      return from === node ? [] : messages.map(([topic, id]) => [topic, id])
    } catch (error) {
      log.warn({ err: error }, 'a notification cannot be read')
      return []
    }
  }
  const receive = ({ payload }: { payload?: string | undefined }) => {
    for (const [topic, id] of read(payload)) tell(topic, id)
  }

  // One batch per 5 ms, sent after the commits. Inside the transactions, NOTIFY cuts throughput by two thirds.
  async function flush() {
    timer = undefined
    const messages = waiting
    waiting = []
    for (let start = 0; start < messages.length; ) {
      let end = start
      let bytes = 60
      while (end < messages.length && bytes < maxPayloadBytes)
        bytes += JSON.stringify(messages[end++]).length + 1
      if (bytes >= maxPayloadBytes && end > start + 1) end--
      const payload = JSON.stringify({ from: node, messages: messages.slice(start, end) })
      await notify(database.db, { channel: pgChannel, payload })
      start = end
    }
  }

  /** @returns once it listens; `ended` resolves when the connection ends */
  async function listen(): Promise<{ ended: Promise<void> }> {
    const client = new pg.Client({ connectionString: database.url, application_name: 'order-hub bus' })
    client.on('notification', receive)
    client.on('error', (error) => log.warn({ err: error }, 'the notification connection broke'))
    const ended = new Promise<void>((resolve) => client.once('end', resolve))
    try {
      await client.connect()
      await client.query(`listen ${pgChannel}`)
    } catch (error) {
      client.end().catch(() => undefined)
      throw error
    }
    listener = client
    // `close` may have been called while this client was connecting; it then ended the previous client.
    if (closed) await client.end()
    return { ended }
  }
  /** Reconnects from a loop, one attempt at a time: a client that cannot connect emits both an error and an end. */
  async function listenAgain(first: Promise<void>): Promise<void> {
    await first
    while (!closed) {
      await pause(listenAgainAfterMs, undefined, { ref: false })
      try {
        if (!closed) await (await listen()).ended
      } catch (error) {
        log.warn({ err: error }, 'cannot listen for notifications, trying again')
      }
    }
  }
  const { ended } = await listen()
  void listenAgain(ended)

  return {
    send(message: Message) {
      waiting.push(message)
      timer ??= setTimeout(() => flush().catch((error) => log.warn({ err: error }, 'cannot notify')), batchMs)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await flush()
      await listener?.end()
    },
  }
}
