import { Customer, CustomerInput, CustomerList, CustomerListCreate, CustomerListUpdate } from '@hub/contract'
import Type from 'typebox'
import {
  type Api,
  type ApiCall,
  checkReach,
  Json,
  type OwnedAction,
  ownedIndex,
  pageAnswer,
  readFilters,
  timeAndId,
} from '../api/index.ts'
import { notFound } from '../platform/errors.ts'
import { type AnonymiseParts, anonymiseCustomer } from './anonymise.ts'
import { addCustomer, changeCustomer } from './commands.ts'
import { createList, deleteList, presentList, renameList } from './lists.ts'
import * as lists from './lists-store.ts'
import { loyaltyRoutes } from './loyalty-routes.ts'
import type { DetachOrders } from './orders-of-customers.ts'
import { customerText } from './present.ts'
import { likePattern } from './rules.ts'
import * as store from './store.ts'

/** Largest body of a customer, with room for JSON escapes in notes and custom fields (security S2). */
const maxBytes = 256 * 1024

export interface CustomerRouteParts extends Omit<AnonymiseParts, 'db'> {
  detachOrders: DetachOrders
}

/** Contract, customers §1. */
export function customerRoutes(api: Api, parts: CustomerRouteParts) {
  listRoutes(api, parts)
  loyaltyRoutes(api, parts, reachList)

  api.operation('customers.get', { answer: Customer }, async (call) => {
    const { accountId, clientId } = call.caller
    const list = await reachList(call, 'read')
    const key = { accountId, clientId, listId: list.id, customerId: call.params.customer_id! }
    const row = await store.find(call.db, key)
    if (!row) throw notFound()
    return new Json(customerText(row, list.zone))
  })

  // Contract, general §5: private refs are indexed.
  const highLoad = (query: Record<string, unknown>) => query.private_ref === undefined
  api.operation('customers.list', { answer: Type.Array(Customer), highLoad }, async (call) => {
    const list = await reachList(call, 'read')
    const page = call.page(readFilters(call.query, ['private_ref', 'email', 'phone']))
    const { private_ref, email, phone } = page.filters
    // Contract, customers C21: a leading space is a `+` that was not encoded.
    const number = phone?.replace(/^ /, '+')
    const rows = await store.list(call.db, {
      accountId: call.caller.accountId,
      clientId: call.caller.clientId,
      listId: list.id,
      privateRef: private_ref,
      email: asFilter(email),
      phone: asFilter(number),
      after: timeAndId(page),
      limit: page.count + 1,
    })
    return pageAnswer(call.reply, page, rows, {
      text: (row) => customerText(row, list.zone),
      key: ({ created_at, id }) => [created_at.getTime(), id],
      found: rows[0]?.found,
    })
  })

  api.operation('customers.create', { answer: Customer, maxBytes }, async (call) => {
    const { caller, nowMs, problems, check: refuse } = call
    const list = await reachList(call, 'write')
    const input = call.read<CustomerInput>(CustomerInput)
    return new Json(
      await addCustomer({ ...parts, db: call.db }, { caller, list, nowMs, input, problems, refuse }),
    )
  })

  api.operation('customers.update', { answer: Customer, maxBytes }, async (call) => {
    const { caller, nowMs, problems, check: refuse, params } = call
    const list = await reachList(call, 'write')
    const input = call.read<CustomerInput>(CustomerInput)
    const request = { caller, list, nowMs, input, problems, refuse }
    return new Json(await changeCustomer({ ...parts, db: call.db }, request, params.customer_id!))
  })

  api.operation('customers.anonymise', { answer: Customer }, async (call) => {
    const { caller, nowMs, params } = call
    const list = await reachList(call, 'write')
    return new Json(
      await anonymiseCustomer({ ...parts, db: call.db }, { caller, list, nowMs }, params.customer_id!),
    )
  })
}

/** A filter is an equality or a pattern (contract, customers C20). */
function asFilter(filter: string | undefined): store.TextFilter {
  const like = filter === undefined ? null : likePattern(filter)
  return { equal: like === null ? (filter ?? null) : null, like }
}

/** The list in the path, if the caller may perform the action on it (contract, customers §1.1). */
async function reachList({ db, caller, params }: ApiCall, action: OwnedAction): Promise<lists.ListRow> {
  const row = await lists.find(db, { accountId: caller.accountId, listId: params.customer_list_id! })
  checkReach(
    caller,
    'customer_list',
    row && { id: row.id, locationId: row.location_id, suspended: row.suspended },
    action,
  )
  return row!
}

function listRoutes(api: Api, parts: CustomerRouteParts) {
  const index = { answer: Type.Array(CustomerList) }
  const listLists = (call: ApiCall, locationId: string | null) =>
    ownedIndex(call, 'customer_list', locationId, { list: lists.list, present: presentList })

  api.operation('customerLists.get', { answer: CustomerList }, async (call) =>
    presentList(await reachList(call, 'read')),
  )
  api.operation('customerLists.listOfLocation', index, async (call) => listLists(call, call.place.id))
  api.operation('customerLists.listOfAccount', index, async (call) => listLists(call, null))
  api.operation('customerLists.createInLocation', { answer: CustomerList }, async (call) =>
    create(call, call.place.id),
  )
  api.operation('customerLists.createInAccount', { answer: CustomerList }, async (call) => create(call, null))

  api.operation('customerLists.update', { answer: CustomerList }, async (call) => {
    const { accountId, clientId } = call.caller
    const { id: listId } = await reachList(call, 'write')
    const { name } = call.read<CustomerListUpdate>(CustomerListUpdate)
    call.check()
    return renameList({ ...parts, db: call.db }, { accountId, listId, clientId, nowMs: call.nowMs }, name)
  })

  api.operation('customerLists.delete', { answer: Type.Object({}) }, async (call) => {
    const { id: listId } = await reachList(call, 'delete')
    await deleteList({ ...parts, db: call.db }, { accountId: call.caller.accountId, listId })
    return {}
  })
}

function create(call: ApiCall, locationId: string | null): Promise<CustomerList> {
  const { name } = call.read<CustomerListCreate>(CustomerListCreate)
  call.check()
  return createList(call.db, { accountId: call.caller.accountId, locationId, name, nowMs: call.nowMs })
}
