import { createAlarm } from '../../platform/alarm.ts'
import { matchInternalCodes } from '../../weborders/index.ts'
import { mayExchange } from '../access.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import { automaticArticles } from '../settings.ts'
import type { Exporter } from './export.ts'
import { readCatalog } from './reading.ts'
import { isSent } from './sent.ts'
import { unmanagedIdtars } from './unmanaged.ts'

/**
 * Seconds without a change before a send, so that an article being edited is sent once, when it is complete
 * (contract, kezia D57).
 */
const quietSeconds = 60

/** Live topics of the data that the catalogue is built from. */
const topics = ['articles', 'classification', 'menus', 'article-settings']

/**
 * «Envoyer les articles»: sends the whole catalogue a minute after the last change, until the signal aborts.
 */
export async function syncArticlesForever(
  connector: Connector,
  exporter: Exporter,
  signal: AbortSignal,
): Promise<void> {
  const { clock, live, settings } = connector
  const alarm = createAlarm(clock)
  const inAMinute = () => clock.now().add({ seconds: quietSeconds })
  // A change made just before the till stopped may still be unsent.
  let dueAt: Temporal.Instant | undefined = inAMinute()
  const touch = () => {
    dueAt = inAMinute()
    alarm.ring()
  }
  const stopListening = live.listen(topics, touch)
  for (const setting of [automaticArticles, matchInternalCodes]) settings.onChange(setting, touch)
  settings.onChange(unmanagedIdtars, touch)
  while (!signal.aborted) {
    await alarm.wait(settings.get(automaticArticles) ? dueAt : undefined, signal)
    if (signal.aborted || !settings.get(automaticArticles)) continue
    if (dueAt === undefined || Temporal.Instant.compare(clock.now(), dueAt) < 0) continue
    dueAt = undefined
    if ((await sendOnce(connector, exporter)) === 'later') dueAt ??= inAMinute()
  }
  stopListening()
}

/** Returns `later` when the catalogue could be sent but the hub cannot take it now. */
async function sendOnce(connector: Connector, exporter: Exporter): Promise<'done' | 'later'> {
  const { catalogId } = connection.get(connector.database)
  if (!mayExchange(connector) || catalogId === null) return 'later'
  const catalog = await readCatalog(connector, 'whole')
  if (isSent(connector, catalogId, catalog) || catalog.data.products.length === 0) return 'done'
  // Retrying does not help while codes clash; only a change does. The tab «Export» names the clash.
  if (catalog.clashes.length > 0) return 'done'
  return exporter.run('catalog')
}
