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

/** A request that is to be done once, however often it is sent. */
export interface KeyedRequest {
  accountId: string
  connectionId: string
  key: string
  /** Of method, path and body. */
  hash: string
}

export interface Outcome {
  status: number
  text: string
  /** Whether it is the answer to an earlier request. */
  replayed: boolean
}

/** `Idempotency-Key`: the first answer again, and nothing done twice (contract, extensions X2). */
export interface Idempotency {
  /**
   * @param work is given the transaction in which the key is claimed: its change and its answer are kept together
   * @returns the answer, a refusal of the work included
   * @throws {ApiError} 409 while the first one is running, 422 if the key was used for another request; what is not
   * remembered (401, 429), and any other failure
   */
  once(request: KeyedRequest, work: (trx: Trx) => Promise<string>): Promise<Outcome>
}

/**
 * The request's key with what it stands for, or undefined without one; reads are repeated freely.
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

/** Contract, extensions X2: 401, 429 and 5xx answers are not remembered. */
const isRemembered = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status < 500 && ![401, 409, 429].includes(error.status)

export function createIdempotency(parts: { db: Db; clock: Clock; patienceMs?: number }): Idempotency {
  const { db, clock, patienceMs = defaultPatienceMs } = parts
  // Those of this process wait here, not on a connection to the database, of which there are few.
  const running = new Map<string, Promise<unknown>>()

  /** The answer given before, or undefined when the key is now this request's. */
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

  const keep = (trx: Trx, request: KeyedRequest, status: number, text: string) =>
    store.remember(trx, { ...request, status, answer: text })

  async function attempt(request: KeyedRequest, deadline: number, work: (trx: Trx) => Promise<string>) {
    try {
      return await transaction(db, async (trx) => {
        const known = await claim(trx, request, deadline)
        if (known) return known
        const text = await work(trx)
        // That of a large catalogue takes as long to be kept as to be made (security S10).
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

  /** The refusal undid everything, the claim too: if someone else took the key since, his answer is everybody's. */
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
    async once(request, work) {
      const name = JSON.stringify([request.accountId, request.connectionId, request.key])
      const deadline = performance.now() + patienceMs
      for (let first = running.get(name); first; first = running.get(name)) {
        if (!(await settledBefore(first, deadline))) throw stillRunning()
      }
      const outcome = attempt(request, deadline, work)
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

/** Not a refusal of the work, and so nothing to remember. */
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

/** Forgets the answers whose time is over (contract, extensions X2). */
export async function forgetOldKeys(db: Db, nowMs: number): Promise<void> {
  let forgotten: number
  do {
    forgotten = await store.forget(db, { expiredBefore: new Date(nowMs - keepMs), limit: forgetBatch })
  } while (forgotten === forgetBatch)
}
