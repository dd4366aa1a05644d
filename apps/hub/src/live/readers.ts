import type { ServerResponse } from 'node:http'
import type { LiveHint } from '@hub/contract/manager'
import { type StreamCall, tooManyAttempts, unauthenticated } from '../manager/index.ts'
import type { Reach, ReachedAccount } from '../permissions/index.ts'
import type { Sessions } from '../users/index.ts'
import { type LiveReach, mayHear } from './hints.ts'

/** Maximum streams of one user in this process, more than enough because hidden pages have no stream. */
const maxPerPerson = 20
const retryAfterSeconds = 30
/** A reader that lags this far behind is cut; it reconnects and reads everything again. */
const maxBufferedBytes = 64 * 1024
/** How long a peer may take to read the last message. */
const lastWordsMs = 5000

const message = (event: string, data: unknown) =>
  Buffer.from(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
const opening = Buffer.concat([Buffer.from('retry: 2000\n\n'), message('ready', {})])
const beat = message('beat', {})
/** Makes any SSE client reconnect at once. The new request passes all guards, so rights are read again. */
const renewal = Buffer.concat([Buffer.from('retry: 0\n'), message('renew', {})])

interface Reader {
  userId: string
  raw: ServerResponse
  /** Empty until the rights are read, so that no hint leaks before that. */
  reach: LiveReach
  /** When the hub ends the stream, on the clock of `performance.now()`. */
  endsAtMs: number
  isOver: boolean
}

export interface LiveTimes {
  /** Each stream gets a random lifetime between these two. */
  lifetimeMs: readonly [shortest: number, longest: number]
}

/** The live streams of this process (contract, support U11). */
export class LiveReaders {
  readonly #readers = new Set<Reader>()
  readonly #sessions: Sessions
  readonly #reach: Reach
  readonly #times: LiveTimes

  constructor(parts: { sessions: Sessions; reach: Reach; times: LiveTimes }) {
    this.#sessions = parts.sessions
    this.#reach = parts.reach
    this.#times = parts.times
  }

  get count(): number {
    return this.#readers.size
  }

  /** @throws {Refusal} 429; 401 if the session has ended in the meantime */
  async open({ user, visit, reply }: StreamCall): Promise<void> {
    const mine = [...this.#readers].filter(({ userId }) => userId === user.id)
    if (mine.length >= maxPerPerson) throw tooManyAttempts(retryAfterSeconds)
    const [shortestMs, longestMs] = this.#times.lifetimeMs
    const endsAtMs = performance.now() + shortestMs + Math.random() * (longestMs - shortestMs)
    const reader: Reader = { userId: user.id, raw: reply.raw, reach: new Map(), endsAtMs, isOver: false }
    // Register the stream before reading its rights, so that a right revoked in the meantime ends it.
    this.#readers.add(reader)
    reader.raw.on('close', () => this.#forget(reader))
    try {
      const [session, accounts] = await Promise.all([
        this.#sessions.find(visit.sessionToken),
        this.#reach.list(user.id),
      ])
      if (!session) throw unauthenticated()
      reader.reach = reachOf(accounts)
    } catch (error) {
      this.#forget(reader)
      throw error
    }
    reply.hijack()
    reader.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    })
    // The stream was ended while its rights were being read.
    if (reader.isOver) reader.raw.end(renewal)
    else reader.raw.write(opening)
  }

  tell(hints: readonly LiveHint[]): void {
    const told = hints.map((hint) => [hint, message('hint', hint)] as const)
    for (const reader of this.#readers) {
      const chunks = told.filter(([hint]) => mayHear(reader.reach, hint)).map(([, chunk]) => chunk)
      if (chunks.length > 0) this.#write(reader, Buffer.concat(chunks))
    }
  }

  beat(): void {
    for (const reader of this.#readers) this.#write(reader, beat)
  }

  /** Ends the streams whose lifetime is over. */
  renewDue(nowMs: number): void {
    this.#endThose(({ endsAtMs }) => endsAtMs <= nowMs)
  }

  /** Ends the person's streams, after one of their sessions ended. */
  renewPerson(personId: string): void {
    this.#endThose(({ userId }) => userId === personId)
  }

  /** Ends the account's streams, after it was suspended or renamed or a user's rights on it changed. */
  renewAccount(accountId: string): void {
    // A stream that is still opening may have read its rights before the change.
    this.#endThose(({ reach, raw }) => reach.has(accountId) || !raw.headersSent)
  }

  renewAll(): void {
    this.#endThose(() => true)
  }

  #endThose(isMeant: (reader: Reader) => boolean) {
    for (const reader of [...this.#readers]) {
      if (!isMeant(reader)) continue
      this.#forget(reader)
      const { raw } = reader
      if (!raw.headersSent) continue
      raw.end(renewal)
      setTimeout(() => {
        if (!raw.writableFinished) raw.destroy()
      }, lastWordsMs).unref()
    }
  }

  #write({ raw, isOver }: Reader, chunk: Buffer) {
    if (isOver || !raw.headersSent) return
    raw.write(chunk)
    if (raw.writableLength > maxBufferedBytes) raw.destroy()
  }

  #forget(reader: Reader) {
    reader.isOver = true
    this.#readers.delete(reader)
  }
}

const reachOf = (accounts: readonly ReachedAccount[]): LiveReach =>
  new Map(
    accounts.map(({ id, role, locations }) => [
      id,
      role === null ? new Set(locations.map((location) => location.id)) : 'all',
    ]),
  )
