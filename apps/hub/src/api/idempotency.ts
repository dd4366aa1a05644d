import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Clock } from '../platform/clock.ts'
import { type Db, type Trx, transaction } from '../platform/db/index.ts'
import { ApiError, conflict, invalidField, refusalText } from '../platform/errors.ts'
import { UnparsedBody } from '../platform/http/body.ts'
import { nextTurn } from '../platform/turns.ts'
import * as store from './idempotency-store.ts'

const keepMs = 7 * 24 * 3600 * 1000
const defaultPatienceMs = 10_000
const repeatable = new Set(['POST', 'PUT', 'PATCH'])
const lockNotAvailable = '55P03'

/** A request that must take effect once, however often it is sent. */
export interface KeyedRequest {
  accountId: string
  connectionId: string
  key: string
  /** Hash of method, path and body. */
  hash: string
}

export interface Outcome {
  status: number
  text: string
  /** True if it repeats the answer to an earlier request. */
  replayed: boolean
}

/** `Idempotency-Key`: a repeated request gets the first answer, and is not executed again (contract, extensions X2). */
export interface Idempotency {
  /**
   * @param work runs in the transaction that claims the key, so that its change and its answer commit together
   * @param prepare slow work that `work` needs. Runs before the transaction, and not for a known key
   * @returns the answer, which may be an error answer of the work
   * @throws {ApiError} 409 while the first request is running, 422 if the key was used for another request; errors
   * that are not stored (401, 409, 429), and any other failure
   */
  once<Prepared = undefined>(
    request: KeyedRequest,
    work: KeyedWork<Prepared>,
    prepare?: () => Promise<Prepared>,
  ): Promise<Outcome>
}

type KeyedWork<Prepared> = (trx: Trx, prepared: Prepared) => Promise<string>

/**
 * The request's idempotency key with the request hash. Undefined without a key, or for a method other than POST, PUT
 * and PATCH.
 * @throws {ApiError} 422 if the key is empty, too long or unprintable
 */
export function keyedRequest(request: FastifyRequest): KeyedRequest | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined || !repeatable.has(request.method)) return undefined
  if (typeof key !== 'string' || !/^[\x20-\x7e]{1,255}$/.test(key)) {
    throw invalidField('base', 'the Idempotency-Key header must have 1 to 255 printable characters')
  }
  const { accountId, id: connectionId } = request.caller!
  const hash = createHash('sha256').update(`${request.method} ${request.url}\n`).update(bodyOf(request))
  return { accountId, connectionId, key, hash: hash.digest('base64url') }
}

function bodyOf({ source, body }: FastifyRequest): string | Uint8Array {
  if (source !== undefined) return source.text
  if (body instanceof UnparsedBody) return body.bytes
  return Buffer.isBuffer(body) ? body : (JSON.stringify(body) ?? '')
}

const stillRunning = () => conflict('The first request with this idempotency key is still running', 1)
const otherRequest = () => invalidField('base', 'this idempotency key was used for another request')

/** Contract, extensions X2: 401, 409, 429 and 5xx answers are not stored, because the same request may succeed later. */
const isRemembered = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status < 500 && ![401, 409, 429].includes(error.status)

export function createIdempotency(parts: { db: Db; clock: Clock; patienceMs?: number }): Idempotency {
  const { db, clock, patienceMs = defaultPatienceMs } = parts
  // Repeats in the same process wait here, so that they do not occupy the few database connections.
  const running = new Map<string, Promise<unknown>>()

  /** The earlier answer, or undefined if the key now belongs to this request. */
  async function claim(trx: Trx, request: KeyedRequest, deadline: number): Promise<Outcome | undefined> {
    const nowMs = clock.now()
    const isClaimed = await store.claim(trx, {
      ...request,
      now: new Date(nowMs),
      maxWaitMs: Math.max(1, Math.round(deadline - performance.now())),
      expiredBefore: new Date(nowMs - keepMs),
    })
    if (isClaimed) return undefined
    const known = await store.find(trx, request)
    if (!known) throw new Error(`the idempotency key '${request.key}' is neither free nor taken`)
    if (known.request_hash !== request.hash) throw new KeyMisused()
    return { status: known.status, text: known.answer, replayed: true }
  }

  const isKnown = (request: KeyedRequest) =>
    store.isKnown(db, { ...request, expiredBefore: new Date(clock.now() - keepMs) })

  const keep = (trx: Trx, request: KeyedRequest, status: number, text: string) =>
    store.remember(trx, { ...request, status, answer: text })

  async function attempt<Prepared>(
    request: KeyedRequest,
    since: number,
    work: KeyedWork<Prepared>,
    prepare: (() => Promise<Prepared>) | undefined,
  ) {
    let deadline = since + patienceMs
    try {
      const early = prepare && !(await isKnown(request)) ? { prepared: await prepare() } : undefined
      if (early) deadline = performance.now() + patienceMs
      return await transaction(db, async (trx) => {
        const known = await claim(trx, request, deadline)
        if (known) return known
        // The key may have expired since it was found.
        const text = await work(trx, early ? early.prepared : ((await prepare?.()) as Prepared))
        // The answer of a large catalogue takes as long to store as to produce, so yield in between (security S10).
        await nextTurn()
        await keep(trx, request, 200, text)
        return { status: 200, text, replayed: false }
      })
    } catch (error) {
      const refusal = error instanceof ApiError && error.complete ? await error.complete(db) : error
      if (!isRemembered(refusal)) throw refusal
      return keepRefusal(request, deadline, refusal)
    }
  }

  /**
   * Stores an error answer. The error rolled back the claim too; if another request has claimed the key since, its
   * answer is the one returned.
   */
  function keepRefusal(request: KeyedRequest, deadline: number, refusal: ApiError) {
    const { status } = refusal
    const text = refusalText(refusal)
    return transaction(db, async (trx) => {
      const known = await claim(trx, request, deadline)
      if (known) return known
      await keep(trx, request, status, text)
      return { status, text, replayed: false }
    })
  }

  return {
    async once(request, work, prepare) {
      const name = JSON.stringify([request.accountId, request.connectionId, request.key])
      const since = performance.now()
      for (let first = running.get(name); first; first = running.get(name)) {
        if (!(await settledBefore(first, since + patienceMs))) throw stillRunning()
      }
      const outcome = attempt(request, since, work, prepare)
      running.set(name, outcome)
      try {
        return await outcome
      } catch (error) {
        if (error instanceof KeyMisused) throw otherRequest()
        if ((error as { code?: string }).code === lockNotAvailable) throw stillRunning()
        throw error
      } finally {
        running.delete(name)
      }
    },
  }
}

/** Not an error of the work, so it is not stored. */
class KeyMisused extends Error {}

async function settledBefore(work: Promise<unknown>, deadline: number): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), deadline - performance.now())
  const settled = work.then(
    () => true,
    () => true,
  )
  try {
    return await Promise.race([settled, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

const forgetBatch = 5000

/** Deletes the expired answers (contract, extensions X2). */
export async function forgetOldKeys(db: Db, nowMs: number): Promise<void> {
  let forgotten: number
  do {
    forgotten = await store.forget(db, { expiredBefore: new Date(nowMs - keepMs), limit: forgetBatch })
  } while (forgotten === forgetBatch)
}
