import type { DataSource, Resource } from '@hub/contract/manager'
import { createCatalog, createCustomerList, isNameTaken, lockAccount, type Named } from '../accounts/index.ts'
import type { Publisher } from '../callbacks/index.ts'
import { readView } from '../connections/index.ts'
import { type DetachOrders, removeList } from '../customers/index.ts'
import { inUse, invalidField, lastOne, type Manager, notFound, type ReachedEntity } from '../manager/index.ts'
import { type Db, type Trx, transaction } from '../platform/db/index.ts'
import { formatTime } from '../platform/time.ts'
import { resourceChanged } from './events.ts'
import * as store from './store.ts'

/** Operations on each kind, and how to create one. */
const kinds = {
  catalog: {
    list: 'listCatalogs',
    create: 'createCatalog',
    rename: 'renameCatalog',
    remove: 'deleteCatalog',
    make: createCatalog,
  },
  customer_list: {
    list: 'listCustomerLists',
    create: 'createCustomerList',
    rename: 'renameCustomerList',
    remove: 'deleteCustomerList',
    make: createCustomerList,
  },
} as const

export interface ResourceParts {
  db: Db
  publisher: Publisher
  detachOrders: DetachOrders
}

/** The cards «Catalogues» and «Listes de clients» of accounts and locations (contract, back-office §4.17). */
export function resourceRoutes(manager: Manager, parts: ResourceParts) {
  for (const kind of ['catalog', 'customer_list'] as const) kindRoutes(manager, parts, kind)

  // Contract, back-office §3.1: a location's user also sees the account's, since a connection there may use them.
  manager.operation('listDataSources', async (call) => {
    const { account, locations } = await readView(call, call.query)
    const locationIds = locations.map(({ id }) => id)
    const of = async (kind: store.Kind) => {
      const rows = await store.listSources(parts.db, { kind, accountId: account.id, locationIds })
      return rows.map(presentSource)
    }
    return { catalogs: await of('catalog'), customer_lists: await of('customer_list') }
  })
}

const presentSource = ({ id, name, location_id, location_name }: store.SourceRow): DataSource => ({
  id,
  name,
  location: location_id === null ? null : { id: location_id, name: location_name ?? location_id },
})

function kindRoutes(manager: Manager, { db, publisher, detachOrders }: ResourceParts, kind: store.Kind) {
  const names = kinds[kind]

  manager.operation(names.list, async (call) => {
    const entity = await call.entity(call.params)
    const rows = await store.list(db, { kind, ...placeOf(entity) })
    return rows.map((row) => present(row, zoneOf(entity)))
  })

  manager.operation(names.create, async (call) => {
    const entity = await call.entity(call.params)
    call.require(entity.abilities, 'manage_resources')
    const { name } = call.read()
    call.check()
    return call.once(async (trx) => {
      await checkName(trx, entity, { id: '', locationId: entity.locationId, name })
      const id = await names.make(trx, { ...placeOf(entity), name })
      const row = await get(trx, entity, id)
      await publish(trx, entity, 'create', row, row, call.nowMs)
      return present(row, zoneOf(entity))
    })
  })

  manager.operation(names.rename, async (call) => {
    const entity = await call.entity(call.params)
    call.require(entity.abilities, 'manage_resources')
    await get(db, entity, call.params.id)
    const { name } = call.read()
    call.check()
    return transaction(db, async (trx) => {
      await lockAccount(trx, entity.accountId)
      const previous = await get(trx, entity, call.params.id)
      if (previous.name === name) return present(previous, zoneOf(entity))
      await checkName(trx, entity, { id: previous.id, locationId: entity.locationId, name })
      await store.rename(trx, { kind, accountId: entity.accountId, id: previous.id, name })
      const next = { ...previous, name }
      await publish(trx, entity, 'update', previous, next, call.nowMs)
      return present(next, zoneOf(entity))
    })
  })

  manager.operation(names.remove, async (call) => {
    const entity = await call.entity(call.params)
    call.require(entity.abilities, 'manage_resources')
    const { accountId } = entity
    await transaction(db, async (trx) => {
      await lockAccount(trx, accountId)
      const row = await get(trx, entity, call.params.id)
      const usedBy = await store.listUsers(trx, { kind, accountId, id: row.id })
      if (usedBy.length > 0) throw inUse(usedBy.map(({ name }) => name))
      if ((await store.listNames(trx, { kind, accountId })).length === 1) throw lastOne()
      await publish(trx, entity, 'delete', row, row, call.nowMs)
      if (kind === 'catalog') await store.removeCatalog(trx, { accountId, id: row.id })
      else await removeList(trx, detachOrders, { accountId, listId: row.id })
    })
    return null
  })

  /** Finds a resource of this level only: a location's path does not lead to its account's resources. */
  async function get(on: Db, entity: ReachedEntity, id: string) {
    const row = await store.find(on, { kind, ...placeOf(entity), id })
    if (!row) throw notFound()
    return row
  }

  async function publish(
    trx: Trx,
    entity: ReachedEntity,
    type: 'create' | 'update' | 'delete',
    previous: store.ResourceRow,
    next: store.ResourceRow,
    nowMs: number,
  ) {
    const happened = { kind, ...placeOf(entity), zone: zoneOf(entity), nowMs }
    const change = resourceChanged(happened, type, previous, next)
    if (change) await publisher.publish(trx, [change])
  }

  /** Contract, catalogs §3 and customers C8: checks that the name is free. */
  async function checkName(trx: Trx, { accountId }: ReachedEntity, named: Named) {
    await lockAccount(trx, accountId)
    if (isNameTaken(await store.listNames(trx, { kind, accountId }), named))
      throw invalidField('name', 'taken', 'is the name of another one')
  }
}

const placeOf = ({ accountId, locationId }: ReachedEntity) => ({ accountId, locationId })
const zoneOf = (entity: ReachedEntity) =>
  entity.level === 'location' ? entity.location.timezone : entity.account.timezone

const present = ({ id, name, created_at, count }: store.ResourceRow, zone: string): Resource => ({
  id,
  name,
  created_at: formatTime(created_at.getTime(), zone),
  count,
})
