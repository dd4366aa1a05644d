import type { HubClient } from '@hub/client'
import { listStock, quantityText, stockManagement } from '../../stock/index.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import { withCatalog } from './bound.ts'
import { listStocked } from './reading.ts'
import * as store from './stock-store.ts'

type Entries = Parameters<HubClient['inventory']['patch']>[1]
type Change = Omit<store.StockEntry, 'stock'> & { stock: string | null }

export const stockOff =
  'La gestion du stock est désactivée : cochez «Gestion Stock» «Activer» dans «Personnalisation», puis réessayez.'

/**
 * On hand minus reserved («Théorique − réservé»), never below 0, for what is published and stock-managed
 * (contract, kezia D54, §4.4).
 */
async function currentStock(connector: Connector): Promise<store.StockEntry[]> {
  if (!connector.settings.get(stockManagement)) return []
  const stocked = await listStocked(connector)
  const levels = listStock(connector.database)
  return stocked.map(({ kind, ref, idart }) => {
    const { onHandMilli = 0, reservedMilli = 0 } = levels.get(idart) ?? {}
    return { kind, ref, stock: quantityText(Math.max(0, onHandMilli - reservedMilli)) }
  })
}

/**
 * Sends the whole stock. What is not sent becomes unlimited (contract, catalogs §15). Returns the number of
 * entries.
 */
export async function sendStock(connector: Connector): Promise<number> {
  const entries = await currentStock(connector)
  await withCatalog(connector, async (client, catalogId) => {
    await client.inventory.replace(catalogId, entries.map(toWire), { idempotencyKey: crypto.randomUUID() })
    remember(connector, catalogId, (place) => store.replace(connector.database, place, entries))
  })
  return entries.length
}

/**
 * Sends what changed since the last send. An article whose stock is no longer managed becomes unlimited.
 * Returns whether there was something to send.
 */
export async function sendStockChanges(connector: Connector): Promise<boolean> {
  const { database } = connector
  return await withCatalog(connector, async (client, catalogId) => {
    const place = placeOf(connector, catalogId)
    const current = await currentStock(connector)
    const changes = changesOf(store.list(database, place), current)
    if (changes.length === 0) return false
    await client.inventory.patch(catalogId, changes.map(toWire), { idempotencyKey: crypto.randomUUID() })
    remember(connector, catalogId, () => store.apply(database, place, changes))
    return true
  })
}

export function changesOf(told: store.StockEntry[], current: store.StockEntry[]): Change[] {
  const key = ({ kind, ref }: Change) => `${kind} ${ref}`
  const toldStock = new Map(told.map((entry) => [key(entry), entry.stock]))
  const kept = new Set(current.map(key))
  return [
    ...current.filter((entry) => toldStock.get(key(entry)) !== entry.stock),
    ...told.filter((entry) => !kept.has(key(entry))).map((entry) => ({ ...entry, stock: null })),
  ]
}

const toWire = ({ kind, ref, stock }: Change): Entries[number] =>
  kind === 'sku' ? { sku_ref: ref, stock } : { option_ref: ref, stock }

const placeOf = ({ database }: Connector, catalogId: string): store.Place => ({
  catalogId,
  locationId: connection.get(database).locationId ?? '',
})

function remember(connector: Connector, catalogId: string, write: (place: store.Place) => void): void {
  connector.database.transaction(() => write(placeOf(connector, catalogId)))
}
