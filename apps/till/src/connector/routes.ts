import { RateLimited, Refused } from '@hub/client'
import { notFound, refused } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import { longBody } from '../platform/http.ts'
import { tariffTitleOnTickets } from '../sales/index.ts'
import { stockManagement } from '../stock/index.ts'
import {
  arrivalSound,
  deliveryByArticle,
  matchInternalCodes,
  preparationMinutes,
  reminderHours,
} from '../weborders/index.ts'
import { mayExchange } from './access.ts'
import { listAssociations, validateAssociations } from './catalog/associations.ts'
import type { Exporter } from './catalog/export.ts'
import { readCatalog } from './catalog/reading.ts'
import { readIdtars, unmanagedIdtars } from './catalog/unmanaged.ts'
import type { Associations } from './catalog/wire.ts'
import { connect, disconnect } from './connection/commands.ts'
import { createPairings } from './connection/pairings.ts'
import * as connection from './connection/store.ts'
import type { Connector } from './context.ts'
import { isOutage } from './health.ts'
import * as outbox from './outbox/store.ts'
import { presentMaintenance, presentState } from './present.ts'
import { ownOrderSendings } from './sendings.ts'
import { limitSentence, networkSentence, pauseSentence } from './sentences.ts'
import {
  automaticArticles,
  automaticCustomers,
  automaticInvoices,
  automaticStock,
  leastPollSeconds,
  ownOrderSending,
  pollSeconds,
  traceDays,
} from './settings.ts'
import { transferRoutes } from './transfers/routes.ts'
import type { HubOptions } from './wire.ts'

export function hubRoutes(connector: Connector, exporter: Exporter): void {
  const { http, database, live } = connector
  const pairings = createPairings(connector)

  http.get('/api/hub', () => presentState(connector))

  // Takes a long body, so that even a whole pasted page gets the message of a wrong code (kezia W-3).
  http.post('/api/hub/connect', longBody, async ({ body }) => {
    const { code } = (body ?? {}) as { code?: unknown }
    await connect(connector, typeof code === 'string' ? code : '')
    pairings.cancel()
    return presentState(connector)
  })

  http.get('/api/hub/pairing', () => pairings.current())
  http.get('/api/hub/pairing/offer', () => pairings.offer())
  http.post('/api/hub/pairing', () => pairings.start())
  http.delete('/api/hub/pairing', () => {
    pairings.cancel()
    return pairings.current()
  })

  http.post('/api/hub/disconnect', async () => {
    await disconnect(connector)
    return presentState(connector)
  })

  /** «Réessayer maintenant» retries a blocked or suspended connection now, not only at its next attempt. */
  http.post('/api/hub/retry', (_request, reply) => {
    connector.receivingAlarm.ring()
    return reply.code(204).send()
  })

  http.get('/api/hub/options', () => readOptions(connector))
  http.put('/api/hub/options', ({ body }) => {
    writeOptions(connector, body)
    return readOptions(connector)
  })

  http.get('/api/hub/catalog', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(await readCatalog(connector, 'preview')),
  )
  http.get('/api/hub/catalog.json', async (_request, reply) =>
    reply.type('application/json').send(await readCatalog(connector, 'json')),
  )
  http.get('/api/hub/catalog.csv', async (_request, reply) =>
    reply.type('text/csv; charset=utf-8').send(await readCatalog(connector, 'csv')),
  )
  http.get('/api/hub/export', () => exporter.current())
  http.post('/api/hub/export', () => exporter.start('catalog'))
  http.post('/api/hub/export/images', () => exporter.start('images'))
  http.post('/api/hub/export/stock', () => exporter.start('stock'))

  transferRoutes(connector)

  http.get('/api/hub/associations', () => readAssociations(connector))
  http.put('/api/hub/associations', longBody, ({ body }) => {
    validateAssociations(connector, body)
    return readAssociations(connector)
  })

  http.get('/api/hub/maintenance', () => presentMaintenance(connector))

  http.post<{ Params: { id: string } }>('/api/hub/outbox/:id/retry', ({ params }, reply) => {
    const now = connector.clock.now().toString({ smallestUnit: 'second' })
    changeEntry(connector, params.id, (id) => outbox.restart(database, id, now))
    return reply.code(204).send()
  })

  http.delete<{ Params: { id: string } }>('/api/hub/outbox/:id', ({ params }, reply) => {
    changeEntry(connector, params.id, (id) => outbox.remove(database, id))
    return reply.code(204).send()
  })

  /** «Confirmer» drops the entries queued for another location (contract, kezia D27). */
  http.delete('/api/hub/outbox/foreign', () => {
    const { locationId } = connection.get(database)
    return database.transaction(() => {
      database.afterCommit(() => live.push('hub'))
      return { dropped: outbox.removeForeign(database, locationId ?? '') }
    })
  })
}

/** @throws {TillError} 422 with a sentence when the hub does not return its catalogue */
async function readAssociations(connector: Connector): Promise<Associations> {
  if (!mayExchange(connector)) throw refused(pauseSentence(connector))
  try {
    return await listAssociations(connector)
  } catch (error) {
    if (isOutage(error)) throw refused(networkSentence)
    if (error instanceof RateLimited) throw refused(limitSentence(connector, error))
    if (error instanceof Refused) throw refused(error.message)
    throw error
  }
}

function changeEntry(connector: Connector, typedId: string, change: (id: number) => boolean): void {
  const { database, live, outboxAlarm } = connector
  const isFound = /^\d{1,15}$/.test(typedId) && database.transaction(() => change(Number(typedId)))
  if (!isFound) throw notFound(`Envoi introuvable : ${typedId}. Il est peut-être déjà parti.`)
  live.push('hub')
  outboxAlarm.ring()
}

const readOptions = ({ settings }: Connector): HubOptions => ({
  matchInternalCodes: settings.get(matchInternalCodes),
  pollSeconds: settings.get(pollSeconds),
  preparationMinutes: settings.get(preparationMinutes),
  sound: settings.get(arrivalSound),
  deliveryByArticle: settings.get(deliveryByArticle),
  reminderHours: settings.get(reminderHours),
  traceDays: settings.get(traceDays),
  isStockManaged: settings.get(stockManagement),
  isStockAutomatic: settings.get(automaticStock),
  printsTariffTitle: settings.get(tariffTitleOnTickets),
  unmanagedIdtars: settings.get(unmanagedIdtars),
  isCustomerAutomatic: settings.get(automaticCustomers),
  ownOrderSending: settings.get(ownOrderSending),
  isInvoicesAutomatic: settings.get(automaticInvoices),
  isArticlesAutomatic: settings.get(automaticArticles),
})

/** Only the options given change. */
function writeOptions({ database, settings, live, receivingAlarm }: Connector, body: unknown): void {
  const form = new Form(body)
  const integers = [
    ['pollSeconds', pollSeconds, leastPollSeconds, 3600],
    ['preparationMinutes', preparationMinutes, 1, 600],
    ['reminderHours', reminderHours, 1, 24],
    ['traceDays', traceDays, 1, 365],
  ] as const
  const booleans = [
    ['matchInternalCodes', matchInternalCodes],
    ['sound', arrivalSound],
    ['deliveryByArticle', deliveryByArticle],
    ['isStockManaged', stockManagement],
    ['isStockAutomatic', automaticStock],
    ['printsTariffTitle', tariffTitleOnTickets],
    ['isCustomerAutomatic', automaticCustomers],
    ['isInvoicesAutomatic', automaticInvoices],
    ['isArticlesAutomatic', automaticArticles],
  ] as const
  database.transaction(() => {
    for (const [field, setting, least, most] of integers) {
      const value = form.integer(field, { least, most })
      if (value !== null) settings.set(setting, value)
    }
    for (const [field, setting] of booleans) if (form.has(field)) settings.set(setting, form.boolean(field))
    if (form.has('unmanagedIdtars')) settings.set(unmanagedIdtars, typedIdtars(form))
    if (form.has('ownOrderSending'))
      settings.set(ownOrderSending, form.choice('ownOrderSending', ownOrderSendings))
    form.check()
    database.afterCommit(() => {
      live.push('hub')
      receivingAlarm.ring()
    })
  })
}

function typedIdtars(form: Form): string {
  const typed = form.text('unmanagedIdtars', { most: 1000 })
  const idtars = readIdtars(typed)
  if (idtars === undefined)
    form.fail(
      'unmanagedIdtars',
      `« ${typed} » est refusé : des numéros tels que 2; 3, ou 12|3 pour un seul article, sont attendus.`,
    )
  return idtars ?? ''
}
