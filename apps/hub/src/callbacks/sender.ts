import { createHmac } from 'node:crypto'
import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Clock } from '../platform/clock.ts'
import {
  type CallbackUrlPolicy,
  isAllowedAddress,
  isDevelopersOwn,
  literalAddress,
  type ResolvedAddress,
  type ResolveHost,
} from './addresses.ts'
import { createTargetBudget, type TargetBudget } from './target-budget.ts'
import { readCallbackUrl } from './url.ts'

/** Contract, callbacks §4: an attempt fails without a complete response head within this time. */
export const ackTimeoutMs = 20_000
const maxBodyBytes = 64 * 1024
/** How long a response body may occupy the connection once its head has arrived. */
const drainMs = 2000
/** How long an idle connection is kept for the next call. */
const idleMs = 30_000
const userAgent = 'order-hub/0.1.0'

export interface Call {
  method: 'POST' | 'GET'
  url: string
  /** The bytes to sign and send. */
  body?: Buffer
  /** The client's secret, for `X-HubRise-Hmac-SHA256`; without a body, the signature covers empty input. */
  secret: string
  headers?: Readonly<Record<string, string>>
}

/** The outcome of one attempt. */
export interface Outcome {
  startedAtMs: number
  endedAtMs: number
  durationMs: number
  /** Contract, callbacks §4: 200 to 499, redirects included. */
  acknowledged: boolean
  /** null if no complete response head came. */
  status: number | null
  /** Why there is no status, in displayable form: `ECONNREFUSED`, `the address is not allowed`. */
  error: string | null
  /** Whether the call hit its time limit. */
  timedOut: boolean
  /** Nothing was sent; the address may be called again after this many milliseconds (contract, security S12). */
  postponedMs?: number
}

/** Calls URLs that clients registered: signed, within 20 s, to checked addresses only, without following redirects. */
export interface Sender {
  /** One attempt; never throws. */
  call(call: Call): Promise<Outcome>
  /** Cuts calls in flight; they end as failed. */
  close(): void
}

export interface SenderParts {
  policy: CallbackUrlPolicy
  resolve: ResolveHost
  clock: Clock
  timeoutMs?: number
  budget?: TargetBudget
}

const notAllowed = 'the address is not allowed'
class Refused extends Error {}
class TimedOut extends Error {}
class Postponed extends Error {
  readonly untilMs: number
  constructor(untilMs: number) {
    super('the address was sent too much without an answer of success')
    this.untilMs = untilMs
  }
}
/** Estimated size of a request besides its body and URL. */
const headersBytes = 1024

/** Contract, callbacks §4: hexadecimal HMAC-SHA256 of the raw body, by the client's secret. */
export const hubriseSignature = (secret: string, body: Buffer | string) =>
  createHmac('sha256', secret).update(body).digest('hex')

export function createSender(parts: SenderParts): Sender {
  const { policy, resolve, clock, timeoutMs = ackTimeoutMs, budget = createTargetBudget() } = parts
  const agents = {
    'http:': new http.Agent({ keepAlive: true, timeout: idleMs }),
    'https:': new https.Agent({ keepAlive: true, timeout: idleMs, rejectUnauthorized: true }),
  }
  const underWay = new Set<ClientRequest>()
  const checkBudget = (host: string, address: string) => {
    const untilMs = budget.blockedUntilMs(host, address)
    if (untilMs !== undefined) throw new Postponed(untilMs)
  }
  const lookup = checkedLookup(policy, shared(resolve))
  const lookupOwn = checkedLookup({ ...policy, allowedCidrs: ['127.0.0.0/8', '::1/128'] }, shared(resolve))

  function attempt(url: URL, call: Call, remainingMs: number) {
    const { method, body = Buffer.alloc(0), secret, headers } = call
    const { promise, resolve: done, reject: fail } = Promise.withResolvers<number>()
    const isHttps = url.protocol === 'https:'
    const request = (isHttps ? https : http).request(url, {
      method,
      agent: agents[isHttps ? 'https:' : 'http:'],
      lookup: checkedFirst(isDevelopersOwn(url, policy) ? lookupOwn : lookup, (address) =>
        checkBudget(url.host, address),
      ),
      // Header names are spelt as documented: some receivers compare them case-sensitively.
      headers: {
        ...(method === 'POST'
          ? { 'Content-Type': 'application/json', 'Content-Length': body.byteLength }
          : {}),
        'X-HubRise-Hmac-SHA256': hubriseSignature(secret, body),
        'User-Agent': userAgent,
        ...headers,
      },
    })
    underWay.add(request)
    const timer = setTimeout(
      () => request.destroy(new TimedOut(`no answer within ${timeoutMs / 1000} s`)),
      remainingMs,
    )
    const bytes = body.byteLength + call.url.length + headersBytes
    let address: string | undefined
    const tellBudget = (isSuccess: boolean) => {
      if (address !== undefined) budget.answered(url.host, address, bytes, isSuccess)
      address = undefined
    }
    // A name may have several addresses; only the connected socket tells which one is used.
    request.on('socket', (socket) => {
      const send = () => {
        const connectedTo = socket.remoteAddress ?? ''
        if (!budget.take(url.host, connectedTo, bytes)) {
          const untilMs = budget.blockedUntilMs(url.host, connectedTo) ?? performance.now()
          request.destroy(new Postponed(untilMs))
          return
        }
        address = connectedTo
        request.end(body)
      }
      if (socket.connecting) socket.once(isHttps ? 'secureConnect' : 'connect', send)
      else send()
    })
    request.on('response', (answer) => {
      clearTimeout(timer)
      tellBudget(isSuccessStatus(answer.statusCode))
      drain(request, answer)
      done(answer.statusCode ?? 0)
    })
    request.on('error', fail)
    request.on('close', () => {
      clearTimeout(timer)
      underWay.delete(request)
      tellBudget(false)
      fail(new Error('the connection was closed without an answer'))
    })
    return promise.catch((error: NodeJS.ErrnoException) => {
      // The receiver closed an idle connection just as we reused it. That is no failure of the receiver.
      const wasStale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
      throw wasStale ? new Stale() : error
    })
  }

  async function statusOf(call: Call, startedMs: number): Promise<number> {
    const url = readCallbackUrl(call.url, policy)
    if (typeof url === 'string') throw new Refused(url === 'is not allowed' ? notAllowed : `the URL ${url}`)
    const literal = literalAddress(url)
    if (literal !== undefined) checkBudget(url.host, literal)
    for (;;) {
      try {
        return await attempt(url, call, Math.max(1, timeoutMs - (performance.now() - startedMs)))
      } catch (error) {
        if (!(error instanceof Stale)) throw error
      }
    }
  }

  return {
    async call(call) {
      const startedMs = performance.now()
      const startedAtMs = clock.now()
      const ended = () => ({
        startedAtMs,
        endedAtMs: clock.now(),
        durationMs: Math.round((performance.now() - startedMs) * 10) / 10,
      })
      try {
        const status = await statusOf(call, startedMs)
        return {
          ...ended(),
          acknowledged: status >= 200 && status < 500,
          status,
          error: null,
          timedOut: false,
        }
      } catch (error) {
        const failed = { ...ended(), acknowledged: false, status: null, error: describe(error) }
        if (error instanceof Postponed) {
          const postponedMs = Math.max(0, error.untilMs - performance.now())
          return { ...failed, timedOut: false, postponedMs }
        }
        return { ...failed, timedOut: error instanceof TimedOut }
      }
    },
    close() {
      for (const request of underWay) request.destroy(new Error('the hub is stopping'))
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

class Stale extends Error {}

const isSuccessStatus = (status = 0) => status >= 200 && status < 300

/** Discards the body. A short one is read, so that the connection can be reused; a long one is cut. */
function drain(request: ClientRequest, answer: IncomingMessage) {
  let bytes = 0
  const timer = setTimeout(() => request.destroy(), drainMs)
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength
    if (bytes > maxBodyBytes) request.destroy()
  })
  answer.on('error', () => undefined)
  answer.on('close', () => clearTimeout(timer))
}

/** A lookup that checks all addresses. The connection goes to one of them, without a second lookup. */
function checkedLookup(policy: CallbackUrlPolicy, resolve: ResolveHost): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses
        if (!first || !addresses.every(({ address }) => isAllowedAddress(address, policy))) {
          callback(new Refused(notAllowed), '', 0)
        } else if (options.all) callback(null, addresses)
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    )
  }
}

/** Adds a check of the first address before the connection is made. */
function checkedFirst(lookup: LookupFunction, check: (address: string) => void): LookupFunction {
  return (host, options, callback) =>
    lookup(host, options, (error, found, family) => {
      if (error) return callback(error, found, family)
      try {
        check(typeof found === 'string' ? found : (found[0]?.address ?? ''))
      } catch (refusal) {
        return callback(refusal as Error, found, family)
      }
      callback(null, found, family)
    })
}

/** Concurrent lookups of one name share a result: the system resolves only a few names at a time. */
function shared(resolve: ResolveHost): ResolveHost {
  const underWay = new Map<string, Promise<ResolvedAddress[]>>()
  return (host) => {
    const known = underWay.get(host)
    if (known) return known
    const found = resolve(host).finally(() => underWay.delete(host))
    underWay.set(host, found)
    return found
  }
}

function describe(error: unknown): string {
  const first = error instanceof AggregateError ? (error.errors[0] as Error) : (error as Error)
  const { code, message } = first as NodeJS.ErrnoException
  return code ?? message
}
