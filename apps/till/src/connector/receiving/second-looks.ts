import { HubError } from '@hub/client'
import { createAlarm } from '../../platform/alarm.ts'
import type { Clock } from '../../platform/clock.ts'
import { mayExchange, NotConnected } from '../access.ts'
import type { Connector } from '../context.ts'
import { fetchOrder } from './import.ts'

/**
 * Two tills may decide on an order within the time of one call. The outcome is readable well before this
 * delay ends.
 */
const afterSeconds = 5

/**
 * Orders validated here that are to be rechecked. They are lost with a restart, and then read with the open
 * orders (D65).
 */
export interface SecondLooks {
  add(orderId: string): void
  /** Removes and returns the orders that are due. */
  take(): string[]
  /** Waits until the next order is due or one is added. */
  wait(signal: AbortSignal): Promise<void>
}

export function createSecondLooks(clock: Clock): SecondLooks {
  const alarm = createAlarm(clock)
  const dueAt = new Map<string, Temporal.Instant>()
  return {
    add(orderId) {
      dueAt.set(orderId, clock.now().add({ seconds: afterSeconds }))
      alarm.ring()
    },
    take() {
      const now = clock.now()
      const due = [...dueAt].filter(([, at]) => Temporal.Instant.compare(at, now) <= 0).map(([id]) => id)
      for (const id of due) dueAt.delete(id)
      return due
    },
    wait: (signal) => alarm.wait([...dueAt.values()].toSorted(Temporal.Instant.compare)[0], signal),
  }
}

/** Rereads each order validated here once, in case another till decided meanwhile (contract, kezia D28). */
export async function lookAgainForever(connector: Connector, signal: AbortSignal): Promise<void> {
  const { secondLooks } = connector
  while (!signal.aborted) {
    for (const orderId of secondLooks.take()) await lookAgain(connector, orderId, signal)
    await secondLooks.wait(signal)
  }
}

async function lookAgain(connector: Connector, orderId: string, signal: AbortSignal): Promise<void> {
  await connector.bulk.turn(signal)
  if (signal.aborted || !mayExchange(connector) || connector.health.limitedUntil) return
  try {
    await fetchOrder(connector, orderId, { unannounced: true })
  } catch (error) {
    if (!(error instanceof HubError) && !(error instanceof NotConnected)) connector.http.log.error(error)
    // The order is still open, so it is read with the others.
  }
}
