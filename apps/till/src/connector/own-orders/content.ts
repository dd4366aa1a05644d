// The content of an own order that is sent to the hub.
import { findArticle } from '../../articles/index.ts'
import { findCustomer, sharedOf } from '../../customers/index.ts'
import { holderOf, type OwnOrder, saleLinesOf } from '../../orders/index.ts'
import { listPaymentModes } from '../../payment-modes/index.ts'
import { getSale, heldDeposits } from '../../sales/index.ts'
import { company } from '../../shop/index.ts'
import { cashModeId, matchInternalCodes } from '../../weborders/index.ts'
import type { Connector } from '../context.ts'
import { toCustomerInput } from '../customers/mapping.ts'
import type { ItemContext } from '../invoices/items.ts'
import { settledPayments } from '../invoices/mapping.ts'
import type { SettledPayment } from '../outbox/payments.ts'
import { type OwnOrderContent, promisedPayments } from './mapping.ts'

export function contentOf(connector: Connector, order: OwnOrder): OwnOrderContent {
  const { database, settings } = connector
  return {
    order,
    ...database.transaction(() => saleLinesOf(connector, order)),
    payments: paymentsOf(connector, order),
    currency: settings.get(company.currency),
  }
}

function paymentsOf(connector: Connector, order: OwnOrder): SettledPayment[] {
  const { database } = connector
  const modes = listPaymentModes(database)
  if (order.saleNumber !== null) {
    const cashIds = modes.filter(({ kind }) => kind === 'cash').map(({ id }) => id)
    return settledPayments(getSale(connector, order.saleNumber), cashIds)
  }
  const deposits = [...heldDeposits(database, holderOf(order.number))].map(([modeId, cents]) => {
    const mode = modes.find(({ id }) => id === modeId)
    return { modeId, name: mode?.name ?? '', isCash: mode?.kind === 'cash', cents }
  })
  const cash = modes.find(({ id }) => id === cashModeId)
  return promisedPayments(deposits, order.totalCents, { modeId: cashModeId, name: cash?.name ?? '' })
}

/**
 * The catalogue's refs of articles. The lines carry the article of their menu, so none is looked up by name.
 */
export function itemContextOf({ database, settings }: Connector): ItemContext {
  const usesInternalCodes = settings.get(matchInternalCodes)
  return {
    refOf(idart) {
      const article = findArticle(database, idart)
      return article && ((usesInternalCodes ? article.internalCode : null) ?? String(idart))
    },
    menuRefOf: () => undefined,
  }
}

/** A customer that the hub does not know, as a guest; empty fields are left out (contract, kezia §4.5). */
export function guestOf({ database }: Connector, idcli: number | null) {
  const customer = idcli === null ? undefined : findCustomer(database, idcli)
  return { customer: customer ? toCustomerInput(sharedOf(customer)) : {} }
}
