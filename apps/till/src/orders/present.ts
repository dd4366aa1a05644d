import { longestPreparation } from '../articles/index.ts'
import { findCustomer } from '../customers/index.ts'
import { listPaymentModes } from '../payment-modes/index.ts'
import type { Platform } from '../platform/platform.ts'
import { heldDeposits } from '../sales/index.ts'
import { company } from '../shop/index.ts'
import type { WebCustomer } from '../weborders/index.ts'
import { holderOf } from './commands.ts'
import { grossPort } from './pricing.ts'
import type { StoredOrder } from './store.ts'
import type { OwnOrderDetails, OwnOrderRow } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings'>

/** @param code the hub's id of the order; empty when it has none */
export function presentRow(tools: Tools, order: StoredOrder, code: string): OwnOrderRow {
  return {
    number: order.number,
    status: order.status,
    code,
    isInPreparation: order.isInPreparation,
    createdAt: order.createdAt,
    dueAt: order.dueAt,
    customerName: customerName(tools, order),
    sellerName: order.sellerName,
    portCents: grossPort(order),
    totalCents: order.totalCents,
    depositCents: depositCents(tools, order.number),
    currency: tools.settings.get(company.currency),
    paymentModeId: order.paymentModeId,
  }
}

export function presentDetails(tools: Tools, { lastLineId: _, ...order }: StoredOrder): OwnOrderDetails {
  const modes = listPaymentModes(tools.database)
  return {
    ...order,
    paymentModeName: modes.find(({ id }) => id === order.paymentModeId)?.name ?? '',
    customerName: customerName(tools, order),
    person: personOf(tools, order),
    currency: tools.settings.get(company.currency),
    deposits: [...heldDeposits(tools.database, holderOf(order.number))].map(([modeId, cents]) => ({
      modeId,
      cents,
      modeName: modes.find(({ id }) => id === modeId)?.name ?? '',
    })),
    depositCents: depositCents(tools, order.number),
    preparationMinutes: longestPreparation(
      tools.database,
      order.lines.map(({ article }) => article.idart),
    ),
  }
}

function personOf({ database }: Tools, { customerId }: Pick<StoredOrder, 'customerId'>): WebCustomer {
  const customer = customerId === null ? undefined : findCustomer(database, customerId)
  const orNull = (text: string | undefined) => text || null
  return {
    sourceId: null,
    anonymised: customer?.isAnonymised ?? false,
    firstName: orNull(customer?.firstName),
    lastName: orNull(customer?.lastName),
    company: orNull(customer?.company),
    email: orNull(customer?.email),
    phone: orNull(customer?.mobile || customer?.phone),
    accessCode: orNull(customer?.accessCode),
    address1: orNull(customer?.address1),
    address2: orNull(customer?.address2),
    postalCode: orNull(customer?.postalCode),
    city: orNull(customer?.city),
    country: orNull(customer?.country),
    deliveryNotes: orNull(customer?.deliveryNotes),
  }
}

const depositCents = ({ database }: Tools, number: number) =>
  [...heldDeposits(database, holderOf(number)).values()].reduce((sum, cents) => sum + cents, 0)

const customerName = ({ database }: Tools, { customerId }: Pick<StoredOrder, 'customerId'>) =>
  customerId === null ? null : (findCustomer(database, customerId)?.displayName ?? null)
