import { type ApiCall, type OwnedAction, reachOwned } from '../api/index.ts'
import * as store from './store.ts'

const keyOf = ({ caller, params }: ApiCall): store.CatalogKey => ({
  accountId: caller.accountId,
  catalogId: params.catalog_id!,
})

/**
 * The catalog in the path, if the caller may perform the action on it (contract, catalogs §2).
 * @throws {ApiError} 404, 403 or 401
 */
export async function reachCatalog(call: ApiCall, action: OwnedAction): Promise<store.CatalogRow> {
  const row = await store.find(call.db, keyOf(call))
  return reachOwned(call, 'catalog', row, action)
}

/** Like {@link reachCatalog}, without the content. */
export async function reachCatalogSummary(
  call: ApiCall,
  action: OwnedAction,
): Promise<store.CatalogSummaryRow> {
  const row = await store.findSummary(call.db, keyOf(call))
  return reachOwned(call, 'catalog', row, action)
}
