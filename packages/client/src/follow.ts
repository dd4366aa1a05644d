import { HubError, NoSuchRoute, RateLimited, Refused, ServerFailure, UnexpectedAnswer } from './errors.ts'
import type { ListOptions } from './methods.ts'
import type { StreamOptions } from './stream.ts'
import type { CallbackEventSummary } from './types.ts'
import { delay } from './wait.ts'

export interface FollowOptions {
  /** Ends the iteration, without an error. */
  signal: AbortSignal
  /** Poll interval while there is no stream; default 30,000 ms, which the daily quota allows. */
  pollMs?: number
  /** Delay before trying again a server that had no stream; default 600,000 ms. */
  streamRetryMs?: number
  lastEventId?: string
  /** Called at each change between the live stream and polling. */
  onMode?: (mode: 'live' | 'polling') => void
  /** Called when a poll failed and will be retried. */
  onFailure?: (failure: HubError) => void
}

interface EventMethods {
  list(options?: ListOptions): AsyncIterable<CallbackEventSummary>
  stream(options: StreamOptions): AsyncIterable<CallbackEventSummary>
}

/** Maximum pending events of one connection (contract, callbacks §7). */
const mostRemembered = 10_000

/**
 * Yields each pending event once, oldest first, then each new one: from the live stream, and by polling the list while
 * the stream is lost, cut by a proxy or unknown to the server. The caller deletes the events that it has processed.
 * @throws {Unauthorized} and other refusals that no retry can fix
 */
export async function* followEvents(
  events: EventMethods,
  options: FollowOptions,
): AsyncGenerator<CallbackEventSummary, void, undefined> {
  const { pollMs = 30_000, streamRetryMs = 600_000, onMode, onFailure } = options
  const end = new AbortController()
  const signal = AbortSignal.any([options.signal, end.signal])
  const ready: CallbackEventSummary[] = []
  const seen = new Set<string>()
  let wake = () => {}
  let failure: unknown
  let polling: AbortController | undefined

  const push = (event: CallbackEventSummary) => {
    if (seen.has(event.id)) return
    seen.add(event.id)
    if (seen.size > mostRemembered) seen.delete(seen.values().next().value!)
    ready.push(event)
    wake()
  }
  const fail = (error: unknown) => {
    failure ??= error
    wake()
  }
  const poll = () => {
    if (polling) return
    const stop = new AbortController()
    polling = stop
    onMode?.('polling')
    const until = AbortSignal.any([signal, stop.signal])
    pollForever(events, push, { until, pollMs, onFailure }).catch(fail)
  }
  const live = () => {
    polling?.abort()
    polling = undefined
    onMode?.('live')
  }

  // While the stream fails, or after a message that it could not read, the list supplies the events.
  const listening = (lastEventId: string | undefined): StreamOptions => ({
    signal,
    lastEventId,
    onOpen: live,
    onLost: poll,
    onUnreadable: poll,
  })

  async function stream() {
    let lastEventId = options.lastEventId
    while (!signal.aborted) {
      try {
        for await (const event of events.stream(listening(lastEventId))) {
          lastEventId = event.id
          push(event)
        }
      } catch (error) {
        if (!(error instanceof NoSuchRoute || error instanceof UnexpectedAnswer)) throw error
        poll()
        await delay(streamRetryMs, signal)
      }
    }
  }
  stream().catch(fail)
  signal.addEventListener('abort', () => wake())
  try {
    while (true) {
      const next = ready.shift()
      if (next) yield next
      else if (failure !== undefined) throw failure
      else if (signal.aborted) return
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    end.abort()
  }
}

async function pollForever(
  events: EventMethods,
  push: (event: CallbackEventSummary) => void,
  {
    until,
    pollMs,
    onFailure,
  }: { until: AbortSignal; pollMs: number; onFailure?: (failure: HubError) => void },
) {
  while (!until.aborted) {
    let waitMs = pollMs
    try {
      for await (const event of events.list({ signal: until })) push(event)
    } catch (error) {
      if (until.aborted) return
      if (!isPassing(error)) throw error
      onFailure?.(error)
      if (error instanceof RateLimited) waitMs = Math.max(pollMs, error.retryAfterSeconds * 1_000)
    }
    await delay(waitMs, until)
  }
}

const isPassing = (error: unknown): error is HubError =>
  error instanceof HubError &&
  (!(error instanceof Refused) ||
    error instanceof RateLimited ||
    error instanceof ServerFailure ||
    error instanceof UnexpectedAnswer)
