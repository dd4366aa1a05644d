import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import pg from 'pg'
import type { FixedStatement } from './direct.ts'
import { giveBack, takeBuffer } from './large-buffers.ts'
import {
  type Column,
  code,
  headBytes,
  prepareMessage,
  readColumns,
  readError,
  readRow,
  runMessage,
  syncMessage,
} from './wire.ts'

/** What is answered by one `ready`, in the order sent. */
interface Sent {
  statement: FixedStatement
  /** Known once the statement is prepared, which is answered before. */
  prepared: Prepared
  rows: unknown[]
  failure: Error | undefined
  done: { resolve: (rows: unknown[]) => void; reject: (error: Error) => void } | undefined
}

interface Prepared {
  columns: Column[]
  failure: Error | undefined
}

/**
 * A connection that runs fixed statements and nothing else. `pg` opens it, with its settings, encryption and passwords,
 * and then leaves the socket to us: what it does for each query costs more than some of our queries.
 */
export class WireConnection {
  underWay = 0
  readonly #client: pg.Client
  readonly #connected: Promise<void>
  readonly #prepared = new Map<string, Prepared>()
  readonly #onEnd: () => void
  #stream: Duplex | undefined
  #sent: Sent[] = []
  #corked = false
  /** A message of which a part has come: its bytes, and how many of them are there. */
  #partial: Buffer | undefined
  #filled = 0

  /** @param onEnd called once, when it broke or could not be opened */
  constructor(url: string, onEnd: () => void) {
    this.#client = new pg.Client({
      connectionString: url,
      application_name: 'order-hub',
      // An encrypted connection reads by itself.
      ...(/[?&]ssl/.test(url) ? {} : { stream: () => this.#openSocket() }),
    })
    this.#onEnd = onEnd
    this.#client.on('error', (error) => this.#fail(error))
    this.#connected = this.#open()
    this.#connected.catch((error: Error) => this.#fail(error))
  }

  async run(statement: FixedStatement, parameters: readonly unknown[]): Promise<unknown[]> {
    this.underWay++
    try {
      if (!this.#stream) await this.#connected
      return await this.#send(statement, parameters)
    } finally {
      this.underWay--
    }
  }

  async close(): Promise<void> {
    await this.#connected.catch(() => undefined)
    const stream = this.#stream
    if (!stream || stream.destroyed) return
    const closed = new Promise((resolve) => stream.once('close', resolve))
    // «Terminate».
    stream.end(Buffer.from([0x58, 0, 0, 0, 4]))
    await closed
  }

  /** A socket that reads into one buffer again and again. */
  #openSocket(): Duplex {
    const buffer = Buffer.allocUnsafeSlow(64 * 1024)
    const socket: Socket = new Socket({
      onread: {
        buffer,
        callback: (length) => {
          const chunk = buffer.subarray(0, length)
          if (this.#stream) this.#receive(chunk)
          // `pg` keeps what it cannot read yet.
          else socket.emit('data', Buffer.from(chunk))
          return true
        },
      },
    } as ConstructorParameters<typeof Socket>[0])
    return socket
  }

  async #open() {
    await this.#client.connect()
    const { stream } = (this.#client as unknown as { connection: { stream: Duplex } }).connection
    stream.removeAllListeners('data')
    stream.on('data', (chunk: Buffer) => this.#receive(chunk))
    stream.on('close', () => this.#fail(new Error('the connection to the database was closed')))
    this.#stream = stream
  }

  #fail(error: Error) {
    this.#onEnd()
    const waiting = this.#sent
    this.#sent = []
    this.#stream?.destroy()
    for (const { done } of waiting) done?.reject(error)
  }

  #send(statement: FixedStatement, parameters: readonly unknown[]): Promise<unknown[]> {
    const stream = this.#stream!
    if (stream.destroyed) return Promise.reject(new Error('the connection to the database was closed'))
    this.#gather(stream)
    let prepared = this.#prepared.get(statement.name)
    if (!prepared) {
      prepared = { columns: [], failure: undefined }
      this.#prepared.set(statement.name, prepared)
      stream.write(prepareMessage(statement))
      this.#sent.push({ statement, prepared, rows: [], failure: undefined, done: undefined })
    }
    stream.write(runMessage(statement, parameters))
    stream.write(syncMessage)
    return new Promise((resolve, reject) => {
      this.#sent.push({ statement, prepared, rows: [], failure: undefined, done: { resolve, reject } })
    })
  }

  /** One write for all that is asked in this turn of the event loop. */
  #gather(stream: Duplex) {
    if (this.#corked) return
    this.#corked = true
    stream.cork()
    setImmediate(() => {
      this.#corked = false
      stream.uncork()
    })
  }

  #receive(chunk: Buffer) {
    let at = 0
    if (this.#partial) {
      at = this.#fill(chunk, 0)
      if (this.#partial) return
    }
    while (chunk.length - at >= headBytes) {
      const end = at + 1 + chunk.readInt32BE(at + 1)
      if (end > chunk.length) break
      // The chunk's own memory is read into again.
      if (this.#sent[0]?.statement.raw === undefined) this.#read(chunk, at, end)
      else this.#read(Buffer.from(chunk.subarray(at, end)), 0, end - at)
      at = end
    }
    if (at < chunk.length) this.#keep(chunk, at)
  }

  /** Keeps the beginning of a message, in a buffer of the size that it will have. */
  #keep(chunk: Buffer, at: number) {
    const present = chunk.length - at
    // A head that is cut is rare: the rest of it is asked for first.
    const size = present < headBytes ? headBytes : 1 + chunk.readInt32BE(at + 1)
    this.#partial = takeBuffer(size)
    this.#filled = chunk.copy(this.#partial, 0, at)
  }

  /** @returns where the rest of the chunk begins, once the message is whole */
  #fill(chunk: Buffer, from: number): number {
    const partial = this.#partial!
    const copied = chunk.copy(partial, this.#filled, from)
    this.#filled += copied
    if (this.#filled < partial.length) return from + copied
    const size = 1 + partial.readInt32BE(1)
    this.#partial = undefined
    if (size === partial.length) {
      const keepsBytes = this.#sent[0]?.statement.raw !== undefined
      this.#read(partial, 0, size)
      if (!keepsBytes) giveBack(partial)
      return from + copied
    }
    this.#partial = takeBuffer(size)
    this.#filled = partial.copy(this.#partial)
    return this.#fill(chunk, from + copied)
  }

  #read(bytes: Buffer, at: number, end: number) {
    const sent = this.#sent[0]
    // Notices and changed settings come unasked.
    if (!sent) return
    const content = at + headBytes
    switch (bytes[at]) {
      case code.dataRow:
        sent.rows.push(readRow(bytes, content, sent.prepared.columns, sent.statement.raw))
        break
      case code.rowDescription:
        sent.prepared.columns = readColumns(bytes, content)
        break
      case code.error:
        sent.failure ??= readError(bytes, content, end)
        break
      case code.ready:
        this.#sent.shift()
        this.#finish(sent)
    }
  }

  #finish({ statement, prepared, rows, failure, done }: Sent) {
    if (done) {
      const reason = prepared.failure ?? failure
      if (reason) done.reject(reason)
      else done.resolve(rows)
    } else if (failure) {
      prepared.failure = failure
      this.#prepared.delete(statement.name)
    }
  }
}
