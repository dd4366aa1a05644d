import { centred, gap, type PrintDocument, pair, rule, table, text } from '../document.ts'
import { dayAndTime, money, quantity, rate, shortTime } from './words.ts'

export interface PrintedLine {
  kind: 'article' | 'option' | 'deal' | 'charge'
  /** 0 at the first level, 1 for the child of the line above at level 0, and so on. */
  depth: number
  /** Article id; 0 when unknown. */
  idart: number
  name: string
  /** Exact decimal in text. */
  quantity: string
  unitCents: number
  totalCents: number
  note: string | null
  /** The item's id at its source, by which later changes are matched. */
  itemId?: string | null | undefined
  /** The name as received. */
  sourceName?: string | undefined
}

/** The head of a preparation ticket: that of an order, or of a sale's ticket. */
export interface PreparationHead {
  /** «LIVP-pjkg2k», «Ticket 12». */
  code: string
  /** Collection code or reference, in very large type. */
  secondCode: string | null
  /** «LivePepper / Livraison»; empty for none. */
  service: string
  /** «Attendu pour 14:32», «Dès que possible»; empty for none. */
  due: string
  tableName: string | null
  sellerName: string | null
  /** Name, phone, address: a line each. */
  person: string[]
  notes: string | null
  /** «PAYÉE»; empty for none. */
  payment: string
}

/** A web order as its ticket shows it (contract, kezia §5.6). */
export interface PrintedOrder extends PreparationHead {
  currency: string
  lines: PrintedLine[]
  portCents: number
  discountCents: number
  netCents: number
  vatCents: number
  totalCents: number
  /** Received total − computed total; printed unless it is 0 (contract, kezia R-K13). */
  gapCents: number
  payments: { name: string | null; cents: number }[]
}

export const headOf = (head: PreparationHead): PrintDocument => [
  ...(head.service ? [centred(head.service)] : []),
  centred(head.code, 'bold'),
  ...(head.secondCode ? [centred(head.secondCode, 'huge')] : []),
  ...(head.due ? [centred(head.due, 'tall')] : []),
  ...(head.tableName ? [centred(`Table : ${head.tableName}`, 'big')] : []),
  ...(head.sellerName ? [centred(`Vendeur : ${head.sellerName}`)] : []),
]

const footOf = (head: PreparationHead): PrintDocument => [
  ...(head.notes ? [text(head.notes, 'bold'), rule] : []),
  ...head.person.map((line, index) => text(line, index === 0 ? 'bold' : 'plain')),
  ...(head.payment ? [gap, centred(head.payment, 'big')] : []),
]

const duplicate = (isDuplicate: boolean): PrintDocument => (isDuplicate ? [centred('DUPLICATA', 'big')] : [])

/** «Attendu pour 14:32», or as soon as possible. */
export const dueText = (expectedAt: string | null, now: Temporal.Instant, timeZone: string) =>
  expectedAt === null ? 'Dès que possible' : `Attendu pour ${shortTime(expectedAt, now, timeZone)}`

interface Preparation {
  /** «Nom du ticket de préparation»; empty for the articles without one. */
  name: string
  head: PreparationHead
  /** Preparation time of its longest article; 0 when no article has one. */
  minutes: number
  lines: PrintedLine[]
  isDuplicate: boolean
  printedAt: string
  timeZone: string
}

/** For the kitchen: what to prepare, for whom and when; no price (contract, kezia §5.6). */
export const preparationTicket = ({
  name,
  head,
  minutes,
  lines,
  isDuplicate,
  printedAt,
  timeZone,
}: Preparation): PrintDocument => [
  ...duplicate(isDuplicate),
  centred(name ? `PREPARATION ${name}` : 'PREPARATION', 'bold'),
  ...headOf(head),
  ...(minutes === 0 ? [] : [centred(`Temps de préparation : ${minutes} min`)]),
  rule,
  ...lines.flatMap(preparationLine),
  rule,
  ...footOf(head),
  gap,
  centred(`Imprimé le ${dayAndTime(printedAt, timeZone)}`),
]

function preparationLine({ kind, depth, name, quantity: count, note }: PrintedLine): PrintDocument {
  // Contract, kezia D44: «SANS <name>» removes something, however many pizzas there are.
  const isCounted = kind !== 'deal' && !(kind === 'option' && name.startsWith('SANS '))
  const shown = isCounted ? `${quantity(count)} x ${name}` : name
  // The note of an option is the name of its list, which the kitchen does not need.
  const isTold = note !== null && note !== '' && kind !== 'option'
  return [
    text(shown, depth === 0 || kind === 'article' ? 'tall' : 'bold', { indent: depth }),
    ...(isTold ? [text(`> ${note}`, 'bold', { indent: depth + 1 })] : []),
  ]
}

/** The ticket of a web order, for its bag: prices and what is paid (contract, kezia §5.6). */
export function orderTicket(
  order: PrintedOrder,
  shop: { name: string; addressLines: string[]; siret: string; vatNumber: string },
  { printedAt, timeZone }: { printedAt: string; timeZone: string },
): PrintDocument {
  const { currency, portCents, discountCents, gapCents } = order
  const line = (label: string, cents: number) => pair(label, money(cents, currency))
  return [
    centred(shop.name, 'bold'),
    ...shop.addressLines.map((one) => centred(one)),
    ...(shop.siret ? [centred(`SIRET ${shop.siret}`)] : []),
    ...(shop.vatNumber ? [centred(`TVA ${shop.vatNumber}`)] : []),
    rule,
    ...headOf(order),
    rule,
    ...order.lines.flatMap((one) => orderLine(one, currency)),
    rule,
    ...(discountCents === 0 ? [] : [line('Remise', -discountCents)]),
    ...(portCents === 0 ? [] : [line('Livraison', portCents)]),
    line('Total HT', order.netCents),
    line('TVA', order.vatCents),
    ...(gapCents === 0 ? [] : [line('Écart de total', gapCents)]),
    pair('TOTAL TTC', money(order.totalCents, currency), 'big'),
    ...order.payments.map(({ name, cents }) => line(name ?? 'Règlement', cents)),
    rule,
    ...footOf(order),
    gap,
    centred(`Imprimé le ${dayAndTime(printedAt, timeZone)}`),
  ]
}

function orderLine(
  { kind, depth, name, quantity: count, totalCents, note }: PrintedLine,
  currency: string,
): PrintDocument {
  if (kind === 'deal') return [text(name, 'bold')]
  const isFree = kind === 'option' && totalCents === 0
  const shown = isFree ? name : `${quantity(count)} x ${name}`
  return [
    isFree
      ? text(shown, 'plain', { indent: depth })
      : pair(shown, money(totalCents, currency), 'plain', depth),
    ...(note && kind !== 'option' ? [text(`> ${note}`, 'plain', { indent: depth + 1 })] : []),
  ]
}

/** Code and rate, base, VAT and total, a line for each rate. */
export const vatTable = (
  lines: { code: string; rate: string; netCents: number; vatCents: number; totalCents: number }[],
  currency: string,
): PrintDocument => [
  table(
    ['Code', 'Base HT', 'TVA', 'TTC'],
    lines.map((one) => [
      `${one.code} ${rate(one.rate)}`,
      ...[one.netCents, one.vatCents, one.totalCents].map((cents) => money(cents, currency)),
    ]),
  ),
]
