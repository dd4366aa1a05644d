import type { ServerResponse } from 'node:http'
import { unauthorizedMessages } from '@hub/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Caller } from '../oauth/caller.ts'
import type { Gate } from '../oauth/gate.ts'
import type { Bus } from '../platform/bus.ts'
import type { Db } from '../platform/db/index.ts'
import { forEachInSlices, inTurns } from '../platform/turns.ts'
import type { Change } from './changes.ts'
import { summaryText } from './present.ts'
import type { RecordedEvent } from './record.ts'
import { createReturns } from './returns.ts'
import * as store from './store.ts'
import { type StreamMessage, streamMessage, writeMessage } from './stream-messages.ts'

const beatEveryMs = 15_000
const maxPerConnection = 4
/** A reader that lags this far behind is cut; it reconnects with `Last-Event-ID`. */
const maxBufferedBytes = 1024 * 1024
const pageSize = 500
/** How long to wait for a missing sequence number before catching up from the database. */
const gapPatienceMs = 20
/** Safety net for lost notifications. */
const sweepEveryMs = 5000
/** Maximum streams that catch up at once in a sweep: each batch delays all other requests. */
const catchUpsAtOnce = 10
/** Tokens rechecked by one query, and connections swept by one: reading more rows would block the event loop. */
const recheckedAtOnce = 100
const sweptAtOnce = 250
/** How often streams that have reached the end of their lifetime are searched for. */
const renewEveryMs = 1000

const beat = streamMessage(': beat\n\n')
/** Makes any SSE client reconnect at once, with `Last-Event-ID` (contract, support U2). */
const renewal = 'event: renew\nretry: 0\ndata: \n\n'
const message = (id: string, text: string) => streamMessage(`id: ${id}\nevent: callback\ndata: ${text}\n\n`)

interface Stream {
  caller: Caller
  tokenHash: string
  raw: ServerResponse
  /** When the hub ends it, on the clock of `performance.now()`. */
  endsAtMs: number
  /** Whether other processes have been notified that it is about to end. */
  isReturnTold: boolean
  /** Nothing more may be written. */
  isOver: boolean
  /** Sequence number of the newest event that was sent or skipped. */
  lastSeq: number
  /** Events that arrived before their predecessors, by sequence number. */
  early: Map<number, StreamMessage>
  catchingUp: Promise<void> | undefined
  again: boolean
}

/** Live streams of events, as server-sent events (contract, extensions X1). */
export interface Streams {
  open(caller: Caller, request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** Sends committed events to the open streams of this process and notifies the other processes. */
  announce(changes: readonly Change[], events: readonly RecordedEvent[]): void
  /**
   * Whether this request is a reader reconnecting after the hub ended its stream. Such a request is neither counted nor
   * logged (contract, support U2). True once for each ended stream.
   */
  isReturn(caller: Caller): boolean
  count(): number
  close(): void
}

/** How long a stream lasts, and how long its reader may take to reconnect (contract, support U2). */
export interface StreamTimes {
  /** Each stream gets a random lifetime between these two. */
  lifetimeMs: readonly [shortest: number, longest: number]
  /** A reader that has not reconnected after this is silent. */
  returnWithinMs: number
}

export interface StreamParts {
  db: Db
  bus: Bus
  gate: Gate
  log: Logger
  times: StreamTimes
  /**
   * Called when a reader opens its stream. This is the only sign of life: successful writes prove nothing.
   * @param silentAfterMs maximum time until the next sign
   */
  onOpened?: (caller: Caller, silentAfterMs: number) => void
}

export function createStreams(parts: StreamParts): Streams {
  const { db, bus, gate, log, times } = parts
  const { returnWithinMs } = times
  const [shortestMs, longestMs] = times.lifetimeMs
  /** Open streams by connection. */
  const open = new Map<string, Stream[]>()
  const returns = createReturns(returnWithinMs)
  const all = () => [...open.values()].flat()

  function write(stream: Stream, event: StreamMessage) {
    if (stream.isOver) return
    writeMessage(stream.raw, event)
    if (stream.raw.writableLength > maxBufferedBytes) stream.raw.destroy()
  }

  function send(stream: Stream, seq: number, event: StreamMessage) {
    if (seq <= stream.lastSeq || stream.caller.hasActiveCallback) return
    if (seq !== stream.lastSeq + 1 || stream.catchingUp) {
      stream.early.set(seq, event)
      setTimeout(() => {
        if (stream.early.size > 0) catchUp(stream)
      }, gapPatienceMs).unref()
      return
    }
    write(stream, event)
    stream.lastSeq = seq
    for (let next = stream.early.get(seq + 1); next; next = stream.early.get(stream.lastSeq + 1)) {
      write(stream, next)
      stream.early.delete(++stream.lastSeq)
    }
  }

  /** Sends the pending events after `lastSeq` from the database, then the early ones that now follow. */
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
    if (stream.caller.hasActiveCallback || stream.isOver) return
    const { accountId, id: connectionId } = stream.caller
    const connection = { accountId, connectionId }
    // Read before the events: everything up to this number is committed, so none of it can appear later.
    const newest = (await store.findLastSeq(db, connection)) ?? 0
    for (;;) {
      const rows = await store.listPending(db, { ...connection, afterSeq: stream.lastSeq, limit: pageSize })
      for (const row of rows) write(stream, message(row.id, summaryText(row, stream.caller.appInstanceId)))
      stream.lastSeq = Math.max(stream.lastSeq, rows.at(-1)?.seq ?? 0)
      if (rows.length < pageSize) break
    }
    stream.lastSeq = Math.max(stream.lastSeq, newest)
    for (const seq of [...stream.early.keys()].sort((a, b) => a - b)) {
      const event = stream.early.get(seq)!
      if (seq > stream.lastSeq + 1) continue
      stream.early.delete(seq)
      if (seq <= stream.lastSeq) continue
      write(stream, event)
      stream.lastSeq = seq
    }
  }

  function end(stream: Stream, lastWords: string) {
    const { raw } = stream
    stream.isOver = true
    raw.end(lastWords)
    forget(stream)
    // A peer that vanished without closing reads nothing more; its buffers would stay for minutes.
    setTimeout(() => {
      if (!raw.writableFinished) raw.destroy()
    }, returnWithinMs).unref()
  }
  const close = (stream: Stream, why: string) => end(stream, `event: closed\ndata: ${why}\n\n`)

  function forget(stream: Stream) {
    const { id } = stream.caller
    const rest = (open.get(id) ?? []).filter((other) => other !== stream)
    if (rest.length > 0) open.set(id, rest)
    else open.delete(id)
  }

  /** Other processes are notified one tick before the end, because the reader may reconnect to any of them. */
  function renewDue() {
    const nowMs = performance.now()
    returns.forgetLate(nowMs)
    const due = all().filter(({ endsAtMs }) => endsAtMs <= nowMs)
    const toTell = due.filter(({ isReturnTold }) => !isReturnTold)
    bus.sendOthers(
      'stream_return',
      toTell.map(({ caller }) => caller.id),
    )
    for (const stream of due) {
      if (stream.isReturnTold) {
        returns.expect(stream.caller.id, nowMs)
        end(stream, renewal)
      }
      stream.isReturnTold = true
    }
  }

  /** Rechecks the tokens of the streams, each token once, in batched queries. */
  async function recheck(streams: readonly Stream[]): Promise<void> {
    const byToken = [...Map.groupBy(streams, ({ tokenHash }) => tokenHash)]
    for (let start = 0; start < byToken.length; start += recheckedAtOnce) {
      const some = byToken.slice(start, start + recheckedAtOnce)
      const callers = await gate.recheck(some.map(([tokenHash]) => tokenHash))
      for (const [tokenHash, its] of some) {
        const caller = callers.get(tokenHash)
        const refusal = caller ? caller.refusal : unauthorizedMessages.invalid
        for (const stream of its) {
          if (stream.isOver) continue
          if (!caller || refusal !== null) close(stream, refusal ?? unauthorizedMessages.invalid)
          else stream.caller = caller
        }
      }
    }
  }
  const recheckSoon = (streams: readonly Stream[]) => {
    if (streams.length > 0)
      recheck(streams).catch((error: unknown) => log.error({ err: error }, 'recheck failed'))
  }

  /** Rechecks all tokens, and catches up the streams that missed an event. */
  async function sweepAll() {
    recheckSoon(all())
    const connections = [...open.values()]
    for (let start = 0; start < connections.length; start += sweptAtOnce) {
      const some = connections.slice(start, start + sweptAtOnce)
      const numbers = await store.listLastSeqs(
        db,
        some.map(([first]) => ({ accountId: first!.caller.accountId, connectionId: first!.caller.id })),
      )
      const lastSeqs = new Map(numbers.map(({ connection_id, last_seq }) => [connection_id, last_seq]))
      const behind = some
        .flat()
        .filter(({ caller, lastSeq, isOver }) => !isOver && lastSeq < (lastSeqs.get(caller.id) ?? 0))
      await inTurns(behind, catchUp, catchUpsAtOnce)
    }
  }
  // A change of one connection affects its own streams only (contract, security S14).
  bus.on('connection', (id) => recheckSoon(open.get(id) ?? []))
  bus.on('account', (accountId) => recheckSoon(all().filter(({ caller }) => caller.accountId === accountId)))
  bus.on('events', (id) => {
    for (const stream of open.get(id) ?? []) void catchUp(stream)
  })
  bus.on('stream_return', (id) => returns.expect(id, performance.now()))

  bus.on('replay', (what) => {
    const [_accountId, connectionId = '', seq] = what.split(' ')
    for (const stream of open.get(connectionId) ?? []) {
      stream.lastSeq = Math.min(stream.lastSeq, Number(seq) - 1)
      void catchUp(stream)
    }
  })

  const beats = setInterval(() => {
    void forEachInSlices(all(), (stream) => {
      if (!stream.isOver) writeMessage(stream.raw, beat)
    })
  }, beatEveryMs)
  const renewals = setInterval(renewDue, Math.min(renewEveryMs, shortestMs / 10))
  const sweep = setInterval(() => {
    sweepAll().catch((error: unknown) => log.error({ err: error }, 'the streams could not be swept'))
  }, sweepEveryMs)
  beats.unref()
  sweep.unref()
  renewals.unref()

  return {
    async open(caller, request, reply) {
      const after = request.headers['last-event-id']
      const { accountId, id: connectionId } = caller
      const from =
        typeof after === 'string'
          ? await store.findSeq(db, { accountId, connectionId, eventId: after })
          : undefined
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      raw.write('retry: 2000\n\n')
      const lifetimeMs = shortestMs + Math.random() * (longestMs - shortestMs)
      const stream: Stream = {
        caller,
        tokenHash: gate.tokenHash(request.headers)!,
        raw,
        endsAtMs: performance.now() + lifetimeMs,
        isReturnTold: false,
        isOver: false,
        lastSeq: from ?? 0,
        early: new Map(),
        catchingUp: undefined,
        again: false,
      }
      const siblings = open.get(caller.id) ?? []
      if (siblings.length >= maxPerConnection) {
        close(siblings[0]!, 'Another stream of this connection was opened')
      }
      open.set(caller.id, [...(open.get(caller.id) ?? []), stream])
      raw.on('close', () => {
        stream.isOver = true
        forget(stream)
      })
      parts.onOpened?.(caller, lifetimeMs + returnWithinMs)
      await catchUp(stream)
    },
    announce(changes, events) {
      const heads = new Map(changes.map(({ id, head }) => [id, head]))
      // Contract, extensions X1: events of an active callback are not streamed.
      const passive = events.filter(({ active }) => !active)
      void forEachInSlices(passive, ({ id, seq, connection_id, change_id }) => {
        const streams = open.get(connection_id)
        if (!streams) return
        const { appInstanceId } = streams[0]!.caller
        const event = message(id, summaryText({ id, head: heads.get(change_id)! }, appInstanceId))
        for (const stream of streams) send(stream, seq, event)
      })
      bus.sendOthers('events', [...new Set(passive.map(({ connection_id }) => connection_id))])
    },
    isReturn: ({ id }) => returns.take(id, performance.now()),
    count: () => all().length,
    close() {
      clearInterval(renewals)
      clearInterval(beats)
      clearInterval(sweep)
      for (const { raw } of all()) raw.end()
      open.clear()
    },
  }
}
