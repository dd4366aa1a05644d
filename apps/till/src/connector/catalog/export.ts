import { NotFound, RateLimited, Refused, ValidationFailed } from '@hub/client'
import { refused, TillError } from '../../platform/errors.ts'
import { mayExchange, withHub } from '../access.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import { isOutage } from '../health.ts'
import { limitSentence, networkSentence, pauseSentence } from '../sentences.ts'
import { type BuiltCatalog, withoutTaxRates } from './build.ts'
import { currentCatalog } from './preview.ts'
import type { CatalogExport } from './wire.ts'

/** A whole catalogue may be 20 MB on a slow line. */
const timeoutMs = 120_000
const mostErrors = 100
const noCatalog = "Aucun catalogue n'est lié à ce point de vente : reconnectez-vous et choisissez-en un."

export interface Exporter {
  current(): CatalogExport
  /**
   * «Envoi Articles sur HubRise»: starts, and goes on in the background.
   * @throws {TillError} a sentence when there is nothing to send, or nowhere to send it
   */
  start(): CatalogExport
}

export function createExporter(connector: Connector): Exporter {
  let current: CatalogExport = { state: 'idle', productCount: 0, sent: 0, errors: [], warnings: [] }
  const show = (change: Partial<CatalogExport>) => {
    current = { ...current, ...change }
    connector.live.push('hub-export')
  }
  const run = async (data: BuiltCatalog['data']) => {
    const warnings: string[] = []
    const outcome = await send(connector, data, (warning) => warnings.push(warning)).then(
      () => ({ sent: data.products.length, errors: [] }),
      (error: unknown) => ({ sent: 0, errors: sentencesOf(connector, error, data) }),
    )
    const { sent, errors } = outcome
    connector.trace.record({ text: `Envoi terminé : ${sent} élément(s), ${errors.length} erreur(s)` })
    show({ ...outcome, warnings, state: 'done' })
  }
  return {
    current: () => current,
    start() {
      if (current.state === 'running') return current
      const data = sendableCatalog(connector)
      show({ state: 'running', productCount: data.products.length, sent: 0, errors: [], warnings: [] })
      void run(data)
      return current
    },
  }
}

function sendableCatalog(connector: Connector): BuiltCatalog['data'] {
  if (!mayExchange(connector)) throw refused(pauseSentence(connector))
  if (connection.get(connector.database).catalogId === null) throw refused(noCatalog)
  const { data, clashes } = currentCatalog(connector)
  if (clashes.length > 0) {
    const list = clashes.map(({ ref, names }) => `${ref} (${names.join(', ')})`).join(' ; ')
    throw refused(`Codes internes en double, rien n'est envoyé : ${list}`)
  }
  if (data.products.length === 0) throw refused('Aucun article à publier')
  return data
}

/** A hub that does not know the tax of catalogues gets them without (contract, kezia D51). */
async function send(
  connector: Connector,
  data: BuiltCatalog['data'],
  warn: (text: string) => void,
): Promise<void> {
  try {
    await put(connector, data)
  } catch (error) {
    const isAboutTax =
      error instanceof ValidationFailed && error.errors.some(({ field }) => field.includes('tax_rate'))
    if (!isAboutTax) throw error
    await put(connector, withoutTaxRates(data))
    warn('Le hub a refusé les taux de TVA : le catalogue est parti sans eux.')
  }
}

async function put(connector: Connector, data: BuiltCatalog['data']): Promise<void> {
  const idempotencyKey = crypto.randomUUID()
  const putInto = (id: string) =>
    withHub(connector, (client) => client.catalogs.update(id, { data }, { idempotencyKey }), { timeoutMs })
  const { catalogId } = connection.get(connector.database)
  try {
    await putInto(catalogId ?? (await rebind(connector)))
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    await putInto(await rebind(connector))
  }
}

/** The bound catalogue is gone: the list shows the one that took its place, if any (contract, kezia R-C8). */
async function rebind(connector: Connector): Promise<string> {
  const { database, live } = connector
  const catalog = await withHub(connector, async (client) => {
    for await (const first of client.catalogs.listOfLocation()) return first
  })
  database.transaction(() => {
    connection.update(database, { catalogId: catalog?.id ?? null, catalogName: catalog?.name ?? null })
    database.afterCommit(() => live.push('hub'))
  })
  if (!catalog) throw refused(noCatalog)
  return catalog.id
}

/** What to show for a failed export; errors of the hub name the article they are about (contract, kezia §3.9). */
function sentencesOf(connector: Connector, error: unknown, data: BuiltCatalog['data']): string[] {
  if (isOutage(error)) return [networkSentence]
  if (error instanceof RateLimited) return [limitSentence(connector, error)]
  if (error instanceof ValidationFailed && error.errors.length > 0)
    return error.errors
      .slice(0, mostErrors)
      .map(({ field, message }) => `${nameOf(field, data)} : ${message} (${field})`)
  if (error instanceof Refused || error instanceof TillError) return [error.message]
  connector.http.log.error(error)
  return ["Erreur inattendue de la caisse : rien n'a été envoyé. Le détail est au journal."]
}

function nameOf(field: string, data: BuiltCatalog['data']): string {
  const [, section, index] = /\b(products|categories)\[(\d+)\]/.exec(field) ?? []
  if (section === undefined) return 'Catalogue'
  return data[section as 'products' | 'categories'][Number(index)]?.name ?? 'Catalogue'
}
