import { expect } from 'vitest'
import type { OwnOrderDetails, OwnOrderForm } from '../orders/wire.ts'
import type { SellableArticle, SellableGroup } from '../sales/wire.ts'
import type { TestTill } from './start.ts'

export type Line = OwnOrderForm['lines'][number]

export const orderLine = (idart: number, price: string, values: Partial<Line> = {}): Line => ({
  id: null,
  idart,
  quantity: '1',
  price,
  discount: '',
  ...values,
})

/** Two MARGHERITA to take away, as W-12 sends them. */
export const orderForm = (values: Partial<OwnOrderForm> = {}): OwnOrderForm => ({
  draftId: crypto.randomUUID(),
  sellerId: 1,
  customerId: null,
  serviceType: 'collection',
  dueAt: '',
  nota: '',
  discountPercent: '',
  port: '',
  portKind: 'gross',
  lines: [orderLine(1, '12,00', { quantity: '2' })],
  deposits: [],
  ...values,
})

export async function createOrder(
  till: TestTill,
  values: Partial<OwnOrderForm> = {},
): Promise<OwnOrderDetails> {
  const { status, body } = await till.post<OwnOrderDetails>('/api/orders', orderForm(values))
  expect(status).toBe(201)
  return body
}

/** The form of an order in its current state. */
export const formOf = (order: OwnOrderDetails): OwnOrderForm => ({
  ...orderForm(),
  revision: order.revision,
  customerId: order.customerId,
  serviceType: order.serviceType,
  dueAt: order.dueAt,
  nota: order.nota,
  discountPercent: order.discountPercent,
  port: order.portCents === 0 ? '' : String(order.portCents / 100),
  portKind: order.portKind,
  driverId: order.driver?.id ?? null,
  paymentModeId: order.paymentModeId,
  lines: order.lines.map(({ id, article, tariff, options, quantity, unitCents, discount }) => ({
    id,
    idart: article.idart,
    idtar: tariff?.idtar ?? null,
    quantity,
    price: String(unitCents / 100),
    discount: discount?.kind === 'percent' ? discount.percent : '',
    options: options.map(({ article: option, ...rest }) => ({ ...rest, idart: option.idart })),
  })),
  deposits: order.deposits.map(({ modeId, cents }) => ({ modeId, amount: String(cents / 100) })),
})

export async function changeOrder(
  till: TestTill,
  order: OwnOrderDetails,
  values: Partial<OwnOrderForm>,
): Promise<OwnOrderDetails> {
  const { status, body } = await till.put<OwnOrderDetails>(`/api/orders/${order.number}`, {
    ...formOf(order),
    ...values,
  })
  expect(status).toBe(200)
  return body
}

/** The first option group of an article. */
export async function groupOf(till: TestTill, idart: number): Promise<SellableGroup> {
  const { body } = await till.get<SellableArticle>(`/api/counter/articles/${idart}`)
  return body.optionGroups[0]!
}
