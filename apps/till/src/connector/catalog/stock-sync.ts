import { HubError } from '@hub/client'
import { createAlarm } from '../../platform/alarm.ts'
import { stockManagement } from '../../stock/index.ts'
import { mayExchange, NotConnected } from '../access.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import { automaticStock } from '../settings.ts'
import { sendStockChanges } from './stock.ts'

/** Min seconds between two calls (contract, kezia D54). */
const paceSeconds = 10
const retrySeconds = 60

/** «Envoyer le stock»: sends stock changes to the hub until the signal aborts. */
export async function syncStockForever(connector: Connector, signal: AbortSignal): Promise<void> {
  const { clock, live, settings } = connector
  const alarm = createAlarm(clock)
  const ring = () => alarm.ring()
  const stopListening = live.listen(['stock', 'articles', 'hub'], ring)
  settings.onChange(automaticStock, ring)
  settings.onChange(stockManagement, ring)
  while (!signal.aborted) {
    const wait = await sendOnce(connector)
    if (wait > 0) await createAlarm(clock).wait(clock.now().add({ seconds: wait }), signal)
    // After a failure the changes are still pending, so no ring is needed to retry.
    if (wait !== retrySeconds) await alarm.wait(undefined, signal)
  }
  stopListening()
}

/** Sends pending changes. Returns the seconds to wait before the next call. */
async function sendOnce(connector: Connector): Promise<number> {
  const { settings, database, http, health } = connector
  const isWanted = settings.get(automaticStock) && settings.get(stockManagement)
  if (!isWanted || !mayExchange(connector) || connection.get(database).catalogId === null) return 0
  if (health.limitedUntil !== null) return retrySeconds
  try {
    return (await sendStockChanges(connector)) ? paceSeconds : 0
  } catch (error) {
    if (!(error instanceof HubError) && !(error instanceof NotConnected)) http.log.error(error)
    return retrySeconds
  }
}
