import { type CallbackEventSummary, HubError, NoSuchRoute, Unauthorized, UnexpectedAnswer } from '@hub/client'
import { webOrderSettings } from '../../web-order-settings/index.ts'
import { instantText } from '../../weborders/index.ts'
import { clientOf, mayExchange, NotConnected, noteRefusal, pinned } from '../access.ts'
import { troubleRetryMinutes } from '../connection/rules.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import * as outbox from '../outbox/store.ts'
import { leastPollSeconds, pollSeconds } from '../settings.ts'
import { RecentIds } from './recent-ids.ts'
import { receiveEvents, receiveStreamed, rereadOpenOrders, setUpConnection } from './round.ts'

const rereadEveryMinutes = 5
const rereadsPerDay = 2_000
/** A hub without the stream may get it with an upgrade. */
const streamRetryMinutes = 10

/**
 * Receives until the signal aborts. The live stream wakes the loop, and polling goes on beside it (contract,
 * kezia R-O1). A failure is recorded, and the next poll tries again.
 */
export async function receiveForever(connector: Connector, signal: AbortSignal): Promise<void> {
  const stream = createStream(connector, signal)
  const rereads = createRereads(connector)
  const done = new RecentIds()
  let next: Temporal.Instant | undefined
  while (!signal.aborted) {
    const isReceived = await receiveRush(connector, stream.take(), done, next)
    if (!isReceived) next = await round(connector, stream, done, rereads, signal)
    await connector.receivingAlarm.wait(next, signal)
  }
  await stream.stop()
}

/**
 * Receives streamed events without asking for the list. At a peak of 150 orders a minute, one more call per
 * order would exceed the quota (contract, general §5). Returns false when a poll is due anyway.
 */
async function receiveRush(
  connector: Connector,
  streamed: CallbackEventSummary[],
  done: RecentIds,
  nextRound: Temporal.Instant | undefined,
): Promise<boolean> {
  const { clock, health, database } = connector
  const isWell = health.outageSince === null && health.limitedUntil === null && mayExchange(connector)
  const isDue = nextRound === undefined || Temporal.Instant.compare(clock.now(), nextRound) >= 0
  if (streamed.length === 0 || isDue || !isWell || !connection.get(database).isSetUp) return false
  try {
    return (await receiveStreamed(pinned(connector), streamed, done)) === undefined
  } catch (error) {
    if (!(error instanceof HubError) && !(error instanceof NotConnected)) connector.http.log.error(error)
    return false // the poll finds the cause and lists what was not received
  }
}

/**
 * One poll. Returns when the next one is due; undefined when only a change of the connection or the setting
 * makes one useful.
 */
async function round(
  connector: Connector,
  stream: Stream,
  done: RecentIds,
  rereads: () => Promise<void>,
  signal: AbortSignal,
): Promise<Temporal.Instant | undefined> {
  const { clock, database, settings } = connector
  const { token, trouble, isSetUp } = connection.get(database)
  if (token === null || !settings.get(webOrderSettings.isHubActive)) {
    await stream.stop()
    return undefined
  }
  // Nothing is asked before the quota window ends, whatever the stream delivers meanwhile.
  if (connector.health.limitedUntil) return connector.health.limitedUntil
  const wait = trouble ? { minutes: troubleRetryMinutes } : { seconds: pollPeriodSeconds(connector) }
  try {
    const work = pinned(connector)
    if (!isSetUp) await setUpConnection(work, signal)
    stream.start(token)
    const failure = await receiveEvents(work, done)
    if (!failure && connector.health.succeeded()) hurryOutbox(connector)
    await rereads()
    if (failure) throw failure
  } catch (error) {
    connector.health.failed(error)
    if (!mayExchange(connector)) await stream.stop()
    if (!(error instanceof HubError) && !(error instanceof NotConnected)) {
      connector.http.log.error(error)
      connector.trace.record({ text: String(error) })
    }
  }
  const due = clock.now().add(connection.get(database).trouble ? { minutes: troubleRetryMinutes } : wait)
  const limited = connector.health.limitedUntil
  return limited && Temporal.Instant.compare(limited, due) > 0 ? limited : due
}

/** The hub answers again, so entries that wait for their next attempt become due. */
function hurryOutbox({ database, clock, outboxAlarm }: Connector): void {
  database.transaction(() => outbox.hurry(database, instantText(clock.now())))
  outboxAlarm.ring()
}

/** `TILL_POLL_SECONDS` below the min period is for tests and takes precedence (contract, kezia D10). */
function pollPeriodSeconds({ config, settings }: Connector): number {
  return config.pollSeconds < leastPollSeconds ? config.pollSeconds : settings.get(pollSeconds)
}

function createRereads(connector: Connector): () => Promise<void> {
  let last = connector.clock.now()
  let day = ''
  let left = rereadsPerDay
  return async () => {
    const now = connector.clock.now()
    const minutes = now.since(last).total('minutes')
    // Negative means that the clock was set back.
    if (minutes >= 0 && minutes < rereadEveryMinutes) return
    const today = now.toString().slice(0, 10)
    if (today !== day) left = rereadsPerDay
    day = today
    left -= await rereadOpenOrders(connector, left)
    last = now
  }
}

interface Stream {
  /** Opens the stream for this token, unless it is open already. */
  start(sealedToken: string): void
  /** The events received since the last call. */
  take(): CallbackEventSummary[]
  stop(): Promise<void>
}

function createStream(connector: Connector, outer: AbortSignal): Stream {
  let open: { token: string; stop: AbortController; ended: Promise<void> } | undefined
  let notBefore: Temporal.Instant | undefined
  const told: CallbackEventSummary[] = []
  const unreadable = new RecentIds()
  const { clock, receivingAlarm } = connector

  async function listen(token: string, signal: AbortSignal): Promise<void> {
    let isLost = false
    const options = {
      signal,
      onOpen: () => {
        isLost = false
        receivingAlarm.ring()
      },
      onLost: () => {
        // The poll finds the cause. Ring once, while the stream keeps reconnecting.
        if (!isLost) receivingAlarm.ring()
        isLost = true
      },
      onUnreadable: ({ id, data }: { id?: string; data: string }) => {
        const key = id ?? data
        if (!unreadable.has(key))
          connector.trace.record({ text: `Message illisible du hub, sauté : ${data.slice(0, 80)}` })
        unreadable.add(key)
        receivingAlarm.ring() // the list may have the event
      },
    }
    try {
      for await (const event of clientOf(connector, token).events.stream(options)) {
        told.push(event)
        receivingAlarm.ring()
      }
    } catch (error) {
      if (error instanceof Unauthorized) noteRefusal(connector, token, error)
      else if (error instanceof NoSuchRoute || error instanceof UnexpectedAnswer)
        notBefore = clock.now().add({ minutes: streamRetryMinutes })
      else connector.http.log.error(error)
    }
  }

  const stop = async () => {
    open?.stop.abort()
    await open?.ended
    open = undefined
    told.length = 0
  }

  return {
    stop,
    take: () => told.splice(0),
    start(token) {
      if (open?.token === token) return
      if (notBefore && Temporal.Instant.compare(clock.now(), notBefore) < 0) return
      open?.stop.abort()
      const controller = new AbortController()
      const ended = listen(token, AbortSignal.any([outer, controller.signal])).finally(() => {
        if (open?.stop === controller) open = undefined
      })
      open = { token, stop: controller, ended }
    },
  }
}
