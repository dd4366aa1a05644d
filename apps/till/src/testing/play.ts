import { formatTypedAmount, multiplyCents, parseDecimal } from '@hub/money'
import { expect } from 'vitest'
import type { StubHub } from '../connector/testing/stub-hub.ts'
import type { HubTill, jumpingClock } from '../connector/testing/till.ts'
import { priceOrder } from '../orders/pricing.ts'
import type { OwnOrderDetails } from '../orders/wire.ts'
import { toForm } from '../sales/basket-form.ts'
import type { ClosingReport } from '../sales/closings/wire.ts'
import { componentOf, composed } from '../sales/composition-rules.ts'
import { composedUnitCents } from '../sales/menu-prices.ts'
import { priceBasket } from '../sales/pricing.ts'
import type {
  Basket,
  BasketLine,
  ComposableMenu,
  Payment,
  Sale,
  SellableArticle,
  SellableMenu,
} from '../sales/wire.ts'
import { createOrder, orderLine } from './own-order.ts'
import { playWebOrder } from './play-web-order.ts'
import type { Act, PaidBy, RandomLine } from './random-day.ts'
import type { TestTill } from './start.ts'

const [cash, card] = [1, 3]

/** The results of the acts, as the till answered them. */
export interface Played {
  sales: Sale[]
  closings: ClosingReport[]
  /** Deposits received minus those refunded, and the deposits that invoices used. */
  heldCents: number
  appliedCents: number
  /** Orders not invoiced yet. */
  open: OwnOrderDetails[]
}

export interface Shop {
  hub: StubHub
  till: HubTill
  clock: ReturnType<typeof jumpingClock>
  /** «Paiement par acompte 100%». */
  isFullDeposit: boolean
  /** The articles that CAISSE offers. */
  shelf: SellableArticle[]
  menus: SellableMenu[]
  /** The menus with their choices. */
  composable: ComposableMenu[]
  idcli: number
}

/** Performs the acts over HTTP, as the screens would, and expects the till to refuse those that it must refuse. */
export async function play(shop: Shop, acts: Act[]): Promise<Played> {
  const played: Played = { sales: [], closings: [], heldCents: 0, appliedCents: 0, open: [] }
  for (const act of acts) await playOne(shop, act, played)
  return played
}

async function playOne(shop: Shop, act: Act, played: Played): Promise<void> {
  const { till, clock } = shop
  if (act.kind === 'wait') clock.jump({ minutes: act.minutes })
  if (act.kind === 'sale') played.sales.push(await sell(shop, act))
  if (act.kind === 'avoir') await giveBack(till, act, played)
  if (act.kind === 'commande') await order(shop, act, played)
  if (act.kind === 'web order') {
    const { sale, heldCents } = await playWebOrder(shop, act)
    played.heldCents += heldCents
    if (sale) played.sales.push(sale)
    if (sale) played.appliedCents += heldCents
  }
  if (act.kind === 'closing') {
    const { status, body } = await till.post<ClosingReport>('/api/closings', {
      kind: 'day',
      number: played.closings.length + 1,
    })
    expect([201, 422]).toContain(status)
    if (status === 201) played.closings.push(body)
  }
}

function basketLine(
  { shelf, composable }: Shop,
  { article: rank, quantity, discount, ...chosen }: RandomLine,
): BasketLine {
  const article = shelf[rank % shelf.length]!
  const menu = composable.find((one) => one.article.idart === article.idart)
  if (menu) return composedLine(menu, { quantity, discount, rank: chosen.tariff + chosen.options })
  const tariff = article.tariffs[chosen.tariff % Math.max(article.tariffs.length, 1)] ?? null
  const [group] = article.optionGroups
  return {
    article,
    tariff,
    quantity,
    unitCents: tariff?.priceCents ?? article.unitCents,
    discount: article.isDiscountForbidden ? null : discount,
    options: (group?.options ?? []).slice(0, chosen.options).map((option) => ({
      groupId: group!.id,
      article: option,
      quantity: 1,
      unitCents: option.unitCents,
    })),
  }
}

/** A line with a composed menu in whole units, its articles chosen by `rank`. */
function composedLine(
  menu: ComposableMenu,
  { quantity, discount, rank }: Pick<RandomLine, 'quantity' | 'discount'> & { rank: number },
): BasketLine {
  const components = menu.letters.flatMap((letter) => {
    const choice = letter.choices[rank % letter.choices.length]
    return choice ? [componentOf(letter, choice, { tariff: null, options: [] })] : []
  })
  const composition = composed(menu, components)
  const count = Math.trunc(Number(quantity)) || (quantity.startsWith('-') ? -1 : 1)
  return {
    article: menu.article,
    tariff: null,
    quantity: String(count),
    unitCents: composedUnitCents(composition),
    discount,
    options: [],
    composition,
  }
}

/** Pays with cash, a card or both, or refunds when `cents` is below 0; empty for 0. */
function payments(paidBy: PaidBy, cents: number): Payment[] {
  if (cents === 0) return []
  if (paidBy === 'card') return [{ modeId: card, cents }]
  const half = Math.trunc(cents / 2)
  if (paidBy === 'both' && half !== 0)
    return [
      { modeId: card, cents: half },
      { modeId: cash, cents: cents - half },
    ]
  return [{ modeId: cash, cents: paidBy === 'cash with change' && cents > 0 ? cents + 350 : cents }]
}

async function sell(shop: Shop, act: Extract<Act, { kind: 'sale' }>): Promise<Sale> {
  const basket: Basket = {
    service: act.service,
    lines: act.lines.map((line) => basketLine(shop, line)),
    discount: act.discount,
  }
  const { totalCents } = priceBasket(basket, shop.menus)
  const { status, body } = await shop.till.post<Sale>('/api/sales', {
    draftId: crypto.randomUUID(),
    sellerId: act.seller,
    basket: toForm(basket),
    payments: payments(act.paidBy, totalCents),
    totalCents,
    customerId: act.hasCustomer ? shop.idcli : null,
  })
  expect([status, body]).toMatchObject([201, { totalCents }])
  return body
}

async function giveBack(till: TestTill, act: Extract<Act, { kind: 'avoir' }>, { sales }: Played) {
  if (sales.length === 0) return
  const { number } = sales[act.sale % sales.length]!
  const { kind, lines } = (await till.get<Sale>(`/api/sales/${number}`)).body
  const back = lines.flatMap(({ rank, quantity, creditedQuantity }) => {
    const left = thousandths(quantity) - thousandths(creditedQuantity)
    const part = Math.ceil((Math.abs(left) * act.part) / 3)
    return part === 0 ? [] : [{ rank, quantity: (part / 1000).toFixed(3) }]
  })
  const { status, body } = await till.post<Sale>(`/api/sales/${number}/credit`, {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    modeId: act.modeId,
    lines: back,
    reason: 'Froid',
  })
  expect(status).toBe(kind === 'credit_note' || back.length === 0 ? 422 : 201)
  if (status === 201) sales.push(body)
}

const thousandths = (quantity: string) => multiplyCents(1000, parseDecimal(quantity))

async function order(shop: Shop, act: Extract<Act, { kind: 'commande' }>, played: Played): Promise<void> {
  const { till } = shop
  const form = {
    discountPercent: act.discountPercent.replace('.', ','),
    port: act.port,
    lines: act.lines.map((line) => {
      const { article, tariff, quantity, unitCents, options } = basketLine(shop, line)
      return orderLine(article.idart, formatTypedAmount(unitCents), {
        quantity: quantity.replace('.', ','),
        idtar: tariff?.idtar ?? null,
        options: options.map(({ article: option, ...rest }) => ({ ...rest, idart: option.idart })),
      })
    }),
  }
  const created = await createOrder(till, form)
  const { number, totalCents } = created
  expect(priceOrder(created).totalCents).toBe(totalCents)
  const deposit = Math.trunc((totalCents * act.deposit) / 100)
  if (deposit > 0) {
    const { status } = await till.put<OwnOrderDetails>(`/api/orders/${number}`, {
      ...form,
      ...{ sellerId: 1, customerId: null, serviceType: 'collection', dueAt: '', nota: '', portKind: 'gross' },
      revision: created.revision,
      deposits: [{ modeId: cash, amount: formatTypedAmount(deposit) }],
    })
    expect(status).toBe(200)
  }
  if (act.end !== 'closed') played.heldCents += deposit
  if (act.end === 'open') played.open.push(created)
  if (act.end === 'closed') expect((await till.post(`/api/orders/${number}/close`, {})).status).toBe(204)
  if (act.end === 'invoiced') {
    const { status, body } = await till.post<Sale>(`/api/orders/${number}/invoice`, {
      draftId: crypto.randomUUID(),
      sellerId: 2,
      payments: payments(act.paidBy, totalCents - deposit),
      dueCents: totalCents - deposit,
    })
    expect([status, body]).toMatchObject([201, { totalCents }])
    played.sales.push(body)
    played.appliedCents += deposit
  }
}
