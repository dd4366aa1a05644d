import type { ServerResponse } from 'node:http'
import { unauthorizedMessages } from '@hub/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Caller } from '../oauth/caller.ts'
import type { Gate } from '../oauth/gate.ts'
import type { Bus } from '../platform/bus.ts'
import type { Db } from '../platform/db/index.ts'
import { inTurns } from '../platform/turns.ts'
import type { Change } from './changes.ts'
import { summaryText } from './present.ts'
import type { RecordedEvent } from './record.ts'
import * as store from './store.ts'

const beatEveryMs = 15_000
const maxPerConnection = 4
/** A reader that lags this far behind is cut; it comes back with `Last-Event-ID`. */
const maxBufferedBytes = 1024 * 1024
const pageSize = 500
/** How long a number that is missing may be under way before the database is asked. */
const gapPatienceMs = 20
/** Safety net for notifications that were lost. */
const sweepEveryMs = 5000
/** Connections told in one turn of the event loop, each with up to 4 streams. */
const toldAtOnce = 50
/** Queries at the same time, when all streams are concerned: each turn of them is a pause for everybody else. */
const recheckedAtOnce = 10

const beat = Buffer.from(': beat\n\n')
const message = (id: string, text: string) => Buffer.from(`id: ${id}\nevent: callback\ndata: ${text}\n\n`)

interface Stream {
  caller: Caller
  tokenHash: string
  raw: ServerResponse
  /** Number of the newest event that was sent or is behind us. */
  lastSeq: number
  /** Events that came before their predecessors. */
  early: Map<number, Buffer>
  catchingUp: Promise<void> | undefined
  again: boolean
}

/** Live events over server-sent events (contract, extensions X1). */
export interface Streams {
  open(caller: Caller, request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** Tells open streams, here and on other nodes, of committed events. */
  announce(changes: readonly Change[], events: readonly RecordedEvent[]): void
  count(): number
  close(): void
}

export interface StreamParts {
  db: Db
  bus: Bus
  gate: Gate
  log: Logger
  /** Called for each open stream at each beat. */
  onAlive?: (caller: Caller) => void
}

export function createStreams(parts: StreamParts): Streams {
  const { db, bus, gate, log } = parts
  const open = new Map<string, Stream[]>()
  const keyOf = (accountId: string, connectionId: string) => `${accountId} ${connectionId}`
  const all = () => [...open.values()].flat()

  function write(stream: Stream, chunk: Buffer) {
    stream.raw.write(chunk)
    if (stream.raw.writableLength > maxBufferedBytes) stream.raw.destroy()
  }

  function send(stream: Stream, seq: number, chunk: Buffer) {
    if (seq <= stream.lastSeq || stream.caller.hasActiveCallback) return
    if (seq !== stream.lastSeq + 1 || stream.catchingUp) {
      stream.early.set(seq, chunk)
      setTimeout(() => {
        if (stream.early.size > 0) catchUp(stream)
      }, gapPatienceMs).unref()
      return
    }
    write(stream, chunk)
    stream.lastSeq = seq
    for (let next = stream.early.get(seq + 1); next; next = stream.early.get(stream.lastSeq + 1)) {
      write(stream, next)
      stream.early.delete(++stream.lastSeq)
    }
  }

  /** Sends what is pending in the database after the last number, and forgets what came early. */
  function catchUp(stream: Stream): Promise<void> {
    if (stream.catchingUp) {
      stream.again = true
      return stream.catchingUp
    }
    stream.catchingUp = readPending(stream)
      .catch((error: unknown) => {
        log.error({ err: error }, 'a stream could not read its events')
        stream.raw.destroy()
      })
      .finally(() => {
        stream.catchingUp = undefined
        if (stream.again) {
          stream.again = false
          void catchUp(stream)
        }
      })
    return stream.catchingUp
  }

  async function readPending(stream: Stream) {
    if (stream.caller.hasActiveCallback) return
    const { accountId, id } = stream.caller
    // Read before the events: numbers up to it are committed, so that none of them can turn up later.
    const [counter] = await store.lastSeq(db, [accountId, id])
    for (;;) {
      const rows = await store.listPending(db, [accountId, id, stream.lastSeq, pageSize])
      for (const row of rows) write(stream, message(row.id, summaryText(row, stream.caller.appInstanceId)))
      stream.lastSeq = Math.max(stream.lastSeq, rows.at(-1)?.seq ?? 0)
      if (rows.length < pageSize) break
    }
    stream.lastSeq = Math.max(stream.lastSeq, counter?.last_seq ?? 0)
    for (const seq of [...stream.early.keys()].sort((a, b) => a - b)) {
      const chunk = stream.early.get(seq)!
      if (seq > stream.lastSeq + 1) continue
      stream.early.delete(seq)
      if (seq <= stream.lastSeq) continue
      write(stream, chunk)
      stream.lastSeq = seq
    }
  }

  function end(stream: Stream, why: string) {
    stream.raw.end(`event: closed\ndata: ${why}\n\n`)
    forget(stream)
  }

  function forget(stream: Stream) {
    const key = keyOf(stream.caller.accountId, stream.caller.id)
    const rest = (open.get(key) ?? []).filter((other) => other !== stream)
    if (rest.length > 0) open.set(key, rest)
    else open.delete(key)
  }

  async function recheck(tokenHash: string, streams: readonly Stream[]) {
    const caller = await gate.recheck(tokenHash)
    const refusal = caller ? caller.refusal : unauthorizedMessages.invalid
    for (const stream of streams) {
      if (!caller || refusal !== null) end(stream, refusal ?? unauthorizedMessages.invalid)
      else stream.caller = caller
    }
  }

  /** The streams of one token are asked about once. */
  const recheckAll = () =>
    void inTurns(
      [...Map.groupBy(all(), ({ tokenHash }) => tokenHash)],
      ([tokenHash, streams]) =>
        recheck(tokenHash, streams).catch((error: unknown) => log.error({ err: error }, 'recheck failed')),
      recheckedAtOnce,
    )

  /** One query for all streams finds those that were not told of something. */
  async function sweepAll() {
    recheckAll()
    const streams = all()
    if (streams.length === 0) return
    const behind = await store.findBehind(db, [
      streams.map(({ caller }) => caller.accountId),
      streams.map(({ caller }) => caller.id),
      streams.map(({ lastSeq }) => lastSeq),
    ])
    await inTurns(behind, async ({ ordinal }) => catchUp(streams[ordinal - 1]!), recheckedAtOnce)
  }
  bus.on('connection', recheckAll)
  bus.on('account', recheckAll)
  bus.on('events', (key) => {
    for (const stream of open.get(key) ?? []) void catchUp(stream)
  })

  bus.on('replay', (what) => {
    const [accountId = '', connectionId = '', seq] = what.split(' ')
    for (const stream of open.get(keyOf(accountId, connectionId)) ?? []) {
      stream.lastSeq = Math.min(stream.lastSeq, Number(seq) - 1)
      void catchUp(stream)
    }
  })

  const beats = setInterval(() => {
    void inTurns(all(), ({ raw, caller }) => {
      raw.write(beat)
      parts.onAlive?.(caller)
    })
  }, beatEveryMs)
  const sweep = setInterval(() => {
    sweepAll().catch((error: unknown) => log.error({ err: error }, 'the streams could not be swept'))
  }, sweepEveryMs)
  beats.unref()
  sweep.unref()

  return {
    async open(caller, request, reply) {
      const key = keyOf(caller.accountId, caller.id)
      const after = request.headers['last-event-id']
      const [from] =
        typeof after === 'string' ? await store.findSeq(db, [caller.accountId, caller.id, after]) : []
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      raw.write('retry: 2000\n\n')
      const stream: Stream = {
        caller,
        tokenHash: gate.tokenHash(request.headers)!,
        raw,
        lastSeq: from?.seq ?? 0,
        early: new Map(),
        catchingUp: undefined,
        again: false,
      }
      const siblings = open.get(key) ?? []
      if (siblings.length >= maxPerConnection) {
        end(siblings[0]!, 'Another stream of this connection was opened')
      }
      open.set(key, [...(open.get(key) ?? []), stream])
      raw.on('close', () => forget(stream))
      await catchUp(stream)
    },
    announce(changes, events) {
      const heads = new Map(changes.map(({ id, head }) => [id, head]))
      const accountId = changes[0]!.accountId
      // Contract, extensions X1: events of an active callback are not streamed.
      const passive = events.filter(({ active }) => active !== true)
      const told = new Set(passive.map((event) => keyOf(accountId, event.connection_id)))
      void inTurns(
        passive,
        (event) => {
          const streams = open.get(keyOf(accountId, event.connection_id))
          if (!streams) return
          const { appInstanceId } = streams[0]!.caller
          const head = heads.get(event.change_id)!
          const chunk = message(event.id, summaryText({ id: event.id, head }, appInstanceId))
          for (const stream of streams) send(stream, event.seq, chunk)
        },
        toldAtOnce,
      )
      bus.sendOthers('events', [...told])
    },
    count: () => all().length,
    close() {
      clearInterval(beats)
      clearInterval(sweep)
      for (const { raw } of all()) raw.end()
      open.clear()
    },
  }
}
