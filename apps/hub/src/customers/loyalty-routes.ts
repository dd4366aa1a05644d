import {
  LoyaltyCard,
  LoyaltyCardCreate,
  LoyaltyCardUpdate,
  LoyaltyOperation,
  LoyaltyOperationCreate,
} from '@hub/contract'
import Type from 'typebox'
import { type Api, type ApiCall, type OwnedAction, pageAnswer, readFilters, timeAndId } from '../api/index.ts'
import type { Publisher } from '../callbacks/index.ts'
import { notFound } from '../platform/errors.ts'
import type { ListRow } from './lists-store.ts'
import { addCard, addOperation, changeCard, presentCard, presentOperation } from './loyalty.ts'
import { checkDelta } from './loyalty-rules.ts'
import * as store from './loyalty-store.ts'
import type { OrdersOfCustomers } from './orders-of-customers.ts'

/** Contract, customers §7 and §8. */
export function loyaltyRoutes(
  api: Api,
  parts: { publisher: Publisher; orders: OrdersOfCustomers },
  reachList: (call: ApiCall, action: OwnedAction) => Promise<ListRow>,
) {
  const partsOf = ({ db }: ApiCall) => ({ ...parts, db })
  const requestOf = <Input>({ caller, nowMs, problems, check }: ApiCall, list: ListRow, input: Input) => ({
    caller,
    list,
    nowMs,
    input,
    problems,
    refuse: check,
  })
  const findCard = async ({ db, caller, params }: ApiCall, list: ListRow) => {
    const key = { accountId: caller.accountId, listId: list.id, cardId: params.loyalty_card_id! }
    const row = await store.findCard(db, key)
    if (!row) throw notFound()
    return row
  }

  api.operation('loyaltyCards.get', { answer: LoyaltyCard }, async (call) => {
    const row = await findCard(call, await reachList(call, 'read'))
    return presentCard(row.customer_id, row)
  })

  api.operation('loyaltyCards.list', { answer: Type.Array(LoyaltyCard) }, async (call) => {
    const list = await reachList(call, 'read')
    const page = call.page(readFilters(call.query, ['customer_id', 'name', 'ref'], ['name', 'ref']))
    const { customer_id: customerId, name, ref } = page.filters
    const rows = await store.listCards(call.db, {
      accountId: call.caller.accountId,
      listId: list.id,
      customerId,
      name: asCondition(name),
      ref: asCondition(ref),
      after: timeAndId(page),
      limit: page.count + 1,
    })
    return pageAnswer(call.reply, page, rows, {
      text: (row) => JSON.stringify(presentCard(row.customer_id, row)),
      key: ({ created_at, id }) => [created_at.getTime(), id],
    })
  })

  api.operation('loyaltyCards.create', { answer: LoyaltyCard }, async (call) => {
    const list = await reachList(call, 'write')
    const input = call.read<LoyaltyCardCreate>(LoyaltyCardCreate)
    return addCard(partsOf(call), requestOf(call, list, input))
  })

  api.operation('loyaltyCards.update', { answer: LoyaltyCard }, async (call) => {
    const list = await reachList(call, 'write')
    const input = call.read<LoyaltyCardUpdate>(LoyaltyCardUpdate)
    return changeCard(partsOf(call), requestOf(call, list, input), call.params.loyalty_card_id!)
  })

  api.operation('loyaltyOperations.get', { answer: LoyaltyOperation }, async (call) => {
    const list = await reachList(call, 'read')
    const card = await findCard(call, list)
    const row = await store.findOperation(call.db, {
      accountId: call.caller.accountId,
      cardId: card.id,
      operationId: call.params.operation_id!,
    })
    if (!row) throw notFound()
    return presentOperation(row, list.zone)
  })

  api.operation('loyaltyOperations.list', { answer: Type.Array(LoyaltyOperation) }, async (call) => {
    const list = await reachList(call, 'read')
    const card = await findCard(call, list)
    const page = call.page()
    const rows = await store.listOperations(call.db, {
      accountId: call.caller.accountId,
      cardId: card.id,
      before: page.after && Number(page.after[0]),
      limit: page.count + 1,
    })
    return pageAnswer(call.reply, page, rows, {
      text: (row) => JSON.stringify(presentOperation(row, list.zone)),
      key: ({ number }) => [number],
    })
  })

  api.operation('loyaltyOperations.create', { answer: LoyaltyOperation }, async (call) => {
    const list = await reachList(call, 'write')
    const input = call.read<LoyaltyOperationCreate>(LoyaltyOperationCreate)
    checkDelta(input.delta, 'delta', call.problems)
    return addOperation(partsOf(call), requestOf(call, list, input), call.params.loyalty_card_id!)
  })
}

/** An empty filter selects cards without a name or ref (contract, customers C30). */
const asCondition = (filter: string | undefined): string | null | undefined => (filter === '' ? null : filter)
