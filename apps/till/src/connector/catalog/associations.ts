import type { Order } from '@hub/client'
import { findArticle, listArticles } from '../../articles/index.ts'
import { refused } from '../../platform/errors.ts'
import { Form } from '../../platform/form.ts'
import { searchKey } from '../../platform/text.ts'
import {
  associate,
  findLineArticle,
  findWebOrderBySource,
  forgetReading,
  instantText,
  listOpenSourceIds,
  matchInternalCodes,
  receiveOrder,
} from '../../weborders/index.ts'
import type { Connector } from '../context.ts'
import { toIncomingOrder } from '../receiving/mapping.ts'
import { withCatalog } from './bound.ts'
import type { AssociationRow, Associations } from './wire.ts'

const mostRows = 5000

/**
 * The refs of the hub's catalogue, and those of open orders that match no article (contract, kezia R-M1,
 * D58).
 * @throws the errors of the client
 */
export async function listAssociations(connector: Connector): Promise<Associations> {
  const { database, settings } = connector
  const names = new Map<string, string>([...unknownRefs(connector), ...(await catalogRefs(connector))])
  const articles = listArticles(database).map(({ idart, definition }) => ({ idart, definition }))
  const byName = Map.groupBy(articles, ({ definition }) => searchKey(definition))
  const match = { internalCodesFirst: settings.get(matchInternalCodes), serviceType: null }
  const rows = [...names].map(([ref, name]): AssociationRow => {
    const idart = findLineArticle(connector, ref, match)?.id ?? null
    const namesakes = byName.get(searchKey(name)) ?? []
    // Articles that share a name are ambiguous, so none is proposed.
    const proposal = idart === null && namesakes.length === 1 ? namesakes[0]!.idart : null
    return { ref, name, idart, proposal }
  })
  // Refs without an article come first.
  return { rows: rows.toSorted((a, b) => Number(a.idart !== null) - Number(b.idart !== null)), articles }
}

const catalogRefs = (connector: Connector): Promise<[string, string][]> =>
  withCatalog(connector, async (client, catalogId) => {
    const { data } = await client.catalogs.get(catalogId)
    const skus = (data?.products ?? []).flatMap(({ name, skus }) =>
      skus.map((sku) => [sku.ref, sku.name ? `${name} ${sku.name}` : name] as const),
    )
    const options = (data?.option_lists ?? []).flatMap((list) =>
      list.options.map(({ ref, name }) => [ref, name] as const),
    )
    return [...skus, ...options].flatMap(([ref, name]) => (ref ? [[ref, name] as [string, string]] : []))
  })

function unknownRefs({ database }: Connector): [string, string][] {
  return listOpenSourceIds(database).flatMap((id) =>
    (findWebOrderBySource(database, id)?.lines ?? []).flatMap(({ known, ref, name }) =>
      known === false && ref ? [[ref, name] as [string, string]] : [],
    ),
  )
}

/**
 * «Valider» stores the associations for later orders and reads the open orders again.
 * @throws {TillError} 422
 */
export function validateAssociations(connector: Connector, body: unknown): void {
  const { database, live } = connector
  const form = new Form(body)
  const choices = form.list('associations', mostRows, (value) => {
    const own = new Form(value)
    const ref = own.text('ref', { isRequired: true })
    const idart = own.integer('idart', { least: 1, most: Number.MAX_SAFE_INTEGER })
    own.check()
    return { ref, idart }
  })
  form.check()
  database.transaction(() => {
    for (const { ref, idart } of choices) {
      if (idart !== null && !findArticle(database, idart)) throw refused(`Aucun article ${idart}.`)
      associate(database, ref, idart)
    }
    for (const id of listOpenSourceIds(database)) readAgain(connector, id)
    database.afterCommit(() => live.push('hub'))
  })
}

function readAgain({ database, clock, orders }: Connector, sourceId: string): void {
  const raw = findWebOrderBySource(database, sourceId)?.raw
  if (!raw) return
  forgetReading(database, sourceId)
  const incoming = toIncomingOrder(JSON.parse(raw) as Order, instantText(clock.now()))
  receiveOrder(orders, incoming, { keepStatus: true, keepSellerNotes: true })
}
