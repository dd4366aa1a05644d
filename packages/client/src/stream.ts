import { createParser, type EventSourceMessage } from 'eventsource-parser'
import type { ClientOptions } from './client.ts'
import { type HubError, NetworkFailure, RateLimited, Refused, ServerFailure, Unauthorized } from './errors.ts'
import { reasonOf } from './http.ts'
import { refusalOf } from './refusals.ts'
import type { CallbackEventSummary } from './types.ts'
import { delay } from './wait.ts'

export interface StreamOptions {
  /** Ends the stream: the iteration stops without an error. */
  signal: AbortSignal
  /** Yields the events after this one; without it, all that have not been deleted (contract, extensions X1). */
  lastEventId?: string
  /** Called when the stream is open and events arrive live. Not called when the server renews the stream. */
  onOpen?: () => void
  /** Called when the stream was lost. It is reopened after `retryInMs`; poll in the meantime. */
  onLost?: (failure: HubError, retryInMs: number) => void
  /** Called when a message that is not an event was skipped. The stream goes on; the list may have the event. */
  onUnreadable?: (message: { id?: string; data: string }) => void
}

const path = '/v1/callback/events/stream'
const line = { method: 'GET', path }
const defaultRetryMs = 2_000
const longestRetryMs = 30_000
/** The server beats every 15 s; three missed beats mean a dead socket that was never closed. */
const silenceMs = 45_000
/** A stream that the server renews sooner than this is treated as lost, so that the client backs off. */
const shortestLifeMs = 500

/**
 * Yields the live events of the connection, oldest first; the caller must delete each. After a cut, it resumes after
 * the last event yielded. When the server ends the stream to check that it is read (contract, support U2), it reopens
 * the stream at once, without calling back.
 * @throws {NoSuchRoute} the server has no stream: poll instead
 * @throws {Unauthorized} the token was refused, or the server closed the stream for that reason
 */
export async function* streamEvents(
  client: ClientOptions,
  { signal, lastEventId, onOpen, onLost, onUnreadable }: StreamOptions,
): AsyncGenerator<CallbackEventSummary, void, undefined> {
  let resumeAfter = lastEventId
  let retryMs = defaultRetryMs
  let failures = 0
  let isRenewed = false
  while (!signal.aborted) {
    const cut = new AbortController()
    let failure: HubError
    const startedAt = performance.now()
    try {
      const response = await openStream(client, resumeAfter, AbortSignal.any([signal, cut.signal]), cut)
      if (!isRenewed) onOpen?.()
      isRenewed = false
      for await (const message of messagesOf(response, cut, (ms) => (retryMs = ms || retryMs))) {
        if (message.event === 'renew') isRenewed = performance.now() - startedAt >= shortestLifeMs
        if (message.event === 'closed') throw closedByServer(message.data)
        if (message.event !== 'callback') continue
        const event = eventOf(message.data)
        if (event) yield event
        else onUnreadable?.(message)
        resumeAfter = message.id ?? event?.id ?? resumeAfter
        if (event) failures = 0
      }
      if (isRenewed) {
        failures = 0
        continue
      }
      failure = new NetworkFailure(`GET ${path}: the stream ended`, line)
    } catch (error) {
      if (signal.aborted) return
      isRenewed = false
      failure = asRetryable(error)
    } finally {
      cut.abort()
    }
    // Back off from a stream that is cut as soon as it opens, for instance by a proxy.
    if (performance.now() - startedAt >= longestRetryMs) failures = 0
    failures += 1
    const wait =
      failure instanceof RateLimited
        ? failure.retryAfterSeconds * 1_000
        : Math.min(retryMs * 2 ** (failures - 1), longestRetryMs)
    onLost?.(failure, wait)
    await delay(wait, signal)
  }
}

async function openStream(
  client: ClientOptions,
  lastEventId: string | undefined,
  signal: AbortSignal,
  cut: AbortController,
) {
  const timer = setTimeout(() => cut.abort(new Error('no answer')), client.timeoutMs ?? 20_000)
  try {
    const response = await (client.fetch ?? fetch)(client.apiOrigin.replace(/\/+$/, '') + path, {
      headers: {
        accept: 'text/event-stream',
        'x-access-token': client.token,
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      redirect: 'manual',
      signal,
    })
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
    if (!response.ok || !isStream) throw refusalOf(line, response, await response.text())
    return response
  } finally {
    clearTimeout(timer)
  }
}

async function* messagesOf(response: Response, cut: AbortController, onRetry: (ms: number) => void) {
  const ready: EventSourceMessage[] = []
  const parser = createParser({ onEvent: (message) => ready.push(message), onRetry })
  const decoder = new TextDecoder()
  const died = () => cut.abort(new Error('the stream fell silent'))
  let watchdog = setTimeout(died, silenceMs)
  try {
    for await (const bytes of response.body ?? []) {
      clearTimeout(watchdog)
      watchdog = setTimeout(died, silenceMs)
      parser.feed(decoder.decode(bytes, { stream: true }))
      yield* ready.splice(0)
    }
  } finally {
    clearTimeout(watchdog)
  }
}

/** Undefined if the data is not an event. */
function eventOf(data: string): CallbackEventSummary | undefined {
  try {
    const event = JSON.parse(data) as Partial<CallbackEventSummary> | null
    return typeof event?.id === 'string' ? (event as CallbackEventSummary) : undefined
  } catch {
    return undefined
  }
}

/** The error to retry after. @throws errors that a retry cannot fix */
function asRetryable(error: unknown): HubError {
  if (error instanceof RateLimited || error instanceof ServerFailure || error instanceof NetworkFailure)
    return error
  if (error instanceof Refused) throw error
  return new NetworkFailure(`GET ${path}: ${reasonOf(error)}`, line, { cause: error })
}

const closedByServer = (message: string) =>
  new Unauthorized(message, line, { status: 401, errorType: 'unauthorized', body: message, requestId: null })
