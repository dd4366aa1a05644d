import { RateLimited, Refused, ValidationFailed } from '@hub/client'
import { outdated, refused, TillError } from '../../platform/errors.ts'
import { storageRefusal } from '../../platform/storage.ts'
import { stockManagement } from '../../stock/index.ts'
import { mayExchange, NotConnected, pinned } from '../access.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import { isOutage } from '../health.ts'
import { brokenOffSentence, limitSentence, networkSentence, pauseSentence } from '../sentences.ts'
import { noCatalog, withCatalog } from './bound.ts'
import { type BuiltCatalog, withImages, withoutTaxRates } from './build.ts'
import { sendImages } from './images.ts'
import { readCatalog } from './reading.ts'
import { rememberSent } from './sent.ts'
import { sendStock, stockOff } from './stock.ts'
import type { CatalogExport, ExportKind } from './wire.ts'

/** A whole catalogue may be 20 MB on a slow line. */
const timeoutMs = 120_000
const mostErrors = 100

export interface Exporter {
  current(): CatalogExport
  /**
   * Starts «Envoi Articles sur HubRise», «Envoi Images sur HubRise» or «Envoi Stock sur HubRise», which goes
   * on in the background.
   * @throws {TillError} with the sentence to show, when there is nothing to send, nowhere to send it, or
   * another export runs
   */
  start(kind: ExportKind): Promise<CatalogExport>
  /**
   * Like `start`, but waits for a running export first, and for its own end. Returns `later` when the hub is
   * down or its quota is exhausted.
   * @throws {TillError} as `start`
   */
  run(kind: ExportKind): Promise<'done' | 'later'>
}

type Outcome = Pick<CatalogExport, 'sent' | 'errors' | 'warnings'>
type Show = (change: Partial<CatalogExport>) => void

export function createExporter(connector: Connector): Exporter {
  const nothing: Outcome = { sent: 0, errors: [], warnings: [] }
  let current: CatalogExport = {
    ...nothing,
    state: 'idle',
    kind: 'catalog',
    phase: 'articles',
    done: 0,
    total: 0,
  }
  const show: Show = (change) => {
    current = { ...current, ...change }
    connector.live.push('hub-export')
  }
  /** The export being prepared or sent; `ended` settles with it. */
  let underWay: { kind: ExportKind; ended: Promise<unknown> } | undefined
  const run = async (own: Connector, kind: ExportKind, catalog: BuiltCatalog) => {
    let end: 'done' | 'later' = 'done'
    const outcome = await exports[kind](own, catalog, show).catch((error: unknown) => {
      if (isOutage(error) || error instanceof RateLimited) end = 'later'
      return { ...nothing, errors: sentencesOf(connector, error, catalog.data) }
    })
    const { sent, errors } = outcome
    connector.trace.record({ text: `Envoi terminé : ${sent} élément(s), ${errors.length} erreur(s)` })
    show({ ...outcome, state: 'done' })
    return end
  }
  const prepare = async (kind: ExportKind) => {
    const catalog = await sendableCatalog(connector)
    if (kind === 'stock') checkStock(connector, catalog)
    if (kind === 'images' && catalog.pictures.length === 0) throw refused('Aucune image à envoyer')
    const total = kind === 'stock' ? catalog.stocked.length : catalog.pictures.length
    const phase = kind === 'stock' ? 'stock' : 'images'
    show({ ...nothing, state: 'running', kind, phase, done: 0, total })
    return catalog
  }
  const begin = (kind: ExportKind) => {
    const own = pinned(connector)
    const started = prepare(kind)
    const ended = started.then((catalog) => run(own, kind, catalog)).finally(() => (underWay = undefined))
    underWay = { kind, ended: ended.catch(() => undefined) }
    return { started, ended }
  }
  return {
    current: () => current,
    async run(kind) {
      // The running export was built earlier and may lack the change to send.
      while (underWay) await underWay.ended
      return begin(kind).ended
    },
    async start(kind) {
      if (underWay) throw outdated(busySentence(underWay))
      await begin(kind).started
      return current
    },
  }
}

const names: Record<ExportKind, string> = {
  catalog: 'Envoi Articles sur HubRise',
  images: 'Envoi Images sur HubRise',
  stock: 'Envoi Stock sur HubRise',
}

const busySentence = ({ kind }: { kind: ExportKind }) =>
  `«${names[kind]}» est déjà en cours : attendez qu'il se termine, puis recommencez.`

/**
 * Refuses «Envoi Stock sur HubRise» with a sentence that names what is missing (contract, kezia R-S1).
 * @throws {TillError} 422
 */
function checkStock({ settings }: Connector, { stocked }: BuiltCatalog): void {
  if (!settings.get(stockManagement)) throw refused(stockOff)
  if (stocked.length === 0)
    throw refused("Aucun article publié n'a «Gestion stock» coché dans sa page «Stocks».")
}

/** Images, articles, then stock (contract, kezia R-X9). */
async function exportAll(connector: Connector, catalog: BuiltCatalog, show: Show): Promise<Outcome> {
  const { ids, errors } = await sendImages(connector, catalog.pictures, (done) => show({ done }))
  const { products, deals, charges } = catalog.data
  const count = products.length + deals.length + charges.length
  show({ phase: 'articles', done: 0, total: count })
  const warnings = [...catalog.warnings]
  await send(connector, withImages(catalog, ids), (warning) => warnings.push(warning))
  const { catalogId } = connection.get(connector.database)
  if (errors.length === 0 && catalogId !== null) rememberSent(connector, catalogId, catalog)
  if (connector.settings.get(stockManagement)) {
    show({ phase: 'stock', done: 0, total: catalog.stocked.length })
    await sendStock(connector)
  }
  return { sent: count, errors, warnings }
}

async function exportImages(connector: Connector, { pictures }: BuiltCatalog, show: Show): Promise<Outcome> {
  const { uploaded, errors } = await sendImages(connector, pictures, (done) => show({ done }))
  const isAllKnown = uploaded === 0 && errors.length === 0
  return {
    sent: uploaded,
    errors,
    warnings: isAllKnown ? ['Toutes les images sont déjà sur HubRise.'] : [],
  }
}

async function exportStock(connector: Connector): Promise<Outcome> {
  return { sent: await sendStock(connector), errors: [], warnings: [] }
}

const exports: Record<
  ExportKind,
  (connector: Connector, catalog: BuiltCatalog, show: Show) => Promise<Outcome>
> = { catalog: exportAll, images: exportImages, stock: exportStock }

async function sendableCatalog(connector: Connector): Promise<BuiltCatalog> {
  if (!mayExchange(connector)) throw refused(pauseSentence(connector))
  if (connection.get(connector.database).catalogId === null) throw refused(noCatalog)
  const catalog = await readCatalog(connector, 'whole')
  const { data, clashes } = catalog
  if (clashes.length > 0) {
    const list = clashes.map(({ ref, names }) => `${ref} (${names.join(', ')})`).join(' ; ')
    throw refused(`Codes internes en double, rien n'est envoyé : ${list}`)
  }
  if (data.products.length === 0) throw refused('Aucun article à publier')
  return catalog
}

/** Sends again without tax rates when the hub refuses them (contract, kezia D51). */
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
  await withCatalog(
    connector,
    (client, catalogId) => client.catalogs.update(catalogId, { data }, { idempotencyKey }),
    { timeoutMs },
  )
}

/** What to show for a failed export; errors of the hub name the article they are about (contract, kezia §3.9). */
function sentencesOf(connector: Connector, error: unknown, data: BuiltCatalog['data']): string[] {
  if (isOutage(error)) return [networkSentence]
  if (error instanceof RateLimited) return [limitSentence(connector, error)]
  if (error instanceof NotConnected) return [brokenOffSentence]
  if (error instanceof ValidationFailed && error.errors.length > 0)
    return error.errors
      .slice(0, mostErrors)
      .map(({ field, message }) => `${nameOf(field, data)} : ${message} (${field})`)
  if (error instanceof Refused || error instanceof TillError) return [error.message]
  const storage = storageRefusal(error)
  if (storage) return [storage.message]
  connector.http.log.error(error)
  return ["Erreur inattendue de la caisse : rien n'a été envoyé. Le détail est au journal."]
}

function nameOf(field: string, data: BuiltCatalog['data']): string {
  const [, section, index] = /\b(products|categories|option_lists|deals|charges)\[(\d+)\]/.exec(field) ?? []
  if (section === undefined) return 'Catalogue'
  return data[section as keyof BuiltCatalog['data']][Number(index)]?.name ?? 'Catalogue'
}
