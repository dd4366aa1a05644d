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

/** After the last change, so that a fiche being worked on leaves once, and whole (contract, kezia D57). */
const quietSeconds = 60

/** What makes another catalogue. */
const topics = ['articles', 'classification', 'menus', 'article-settings']

/** «Envoyer les articles»: the whole catalogue a minute after the last change, while the signal lasts. */
export async function syncArticlesForever(
  connector: Connector,
  exporter: Exporter,
  signal: AbortSignal,
): Promise<void> {
  const { clock, live, settings } = connector
  const alarm = createAlarm(clock)
  const inAMinute = () => clock.now().add({ seconds: quietSeconds })
  // A change may have been made just before the till was stopped.
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

/** `later`: nothing is wrong with the catalogue, but the hub could not be told. */
async function sendOnce(connector: Connector, exporter: Exporter): Promise<'done' | 'later'> {
  const { catalogId } = connection.get(connector.database)
  if (!mayExchange(connector) || catalogId === null) return 'later'
  const catalog = await readCatalog(connector, 'whole')
  if (isSent(connector, catalogId, catalog) || catalog.data.products.length === 0) return 'done'
  // A clash of codes waits for the change that ends it; the tab «Export» names it.
  if (catalog.clashes.length > 0) return 'done'
  return exporter.run('catalog')
}
