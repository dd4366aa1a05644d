// Prints a sale (contract, kezia §5.6) and triggers what goes with it: the kitchen's tickets and the cash drawer.
import { attentionOf, customerNameOf } from '../customers/index.ts'
import { findPaymentMode } from '../payment-modes/index.ts'
import {
  centred,
  dueText,
  gap,
  hasPrinters,
  openDrawer,
  type PrintDocument,
  type PrintedLine,
  pair,
  printOnTickets,
  printPreparation,
  printRoutes,
  rule,
  text,
  vatTable,
  words,
} from '../printing/index.ts'
import { company, version } from '../shop/index.ts'
import { isFreeWithAnother, isMenuHeading, nameInMenu, printedName } from './printed-name.ts'
import { countPrint } from './prints.ts'
import { getSale } from './reading.ts'
import type { SaleTools } from './recording.ts'
import { vatCode } from './vat-table.ts'
import type { Sale, SaleKind, SaleLine } from './wire.ts'

const titles: Record<SaleKind, string> = { ticket: 'Ticket', invoice: 'Facture', credit_note: 'Avoir' }

const services = {
  delivery: 'Livraison',
  collection: 'A emporter',
  eat_in: 'Sur place',
  take_away: 'Emporté',
}

/**
 * «TICKET» of W-13: counts the print and queues it for the ticket printer, in the caller's transaction.
 * @returns false when there is no ticket printer; nothing is counted then
 */
export function printSale(tools: SaleTools, number: number): boolean {
  if (!printRoutes(tools.database).hasTicketPrinter) return false
  countPrint(tools, number)
  const sale = getSale(tools, number)
  const timeZone = tools.settings.get(company.timeZone)
  const document = saleDocument(sale, { timeZone, now: tools.clock.now() })
  return printOnTickets(tools, `${titles[sale.kind]} ${number}`, document)
}

/**
 * In the sale's transaction: opens the cash drawer if a payment calls for it, and prints a counter sale in the kitchen.
 */
export function followSale(tools: SaleTools, sale: Sale): void {
  if (!hasPrinters(tools)) return
  const isOpened = sale.payments.some(
    ({ modeId, isDeposit }) => !isDeposit && findPaymentMode(tools.database, modeId)?.opensDrawer,
  )
  if (isOpened) openDrawer(tools)
  if (sale.kind !== 'credit_note' && sale.origin.kind === 'counter') tellKitchen(tools, sale)
}

function tellKitchen(tools: SaleTools, sale: Sale): void {
  // The kitchen gets the dishes of a menu, each with the menu's name, and not the menu's own line (contract, counter
  // T13).
  const sold = sale.lines.filter((line) => !line.quantity.startsWith('-') && !isMenuLine(line))
  printPreparation(tools, {
    head: {
      code: `${titles[sale.kind]} ${sale.number}`,
      secondCode: null,
      service: services[sale.service],
      due: '',
      tableName: null,
      sellerName: sale.sellerName,
      person: [],
      notes: sale.note || null,
      payment: '',
    },
    lines: sold.map(preparedLine),
    isDuplicate: false,
    mayUseTicketPrinter: false,
  })
}

const isMenuLine = (line: SaleLine) => line.menuName !== null && isMenuHeading(line)

const preparedLine = (line: SaleLine): PrintedLine => ({
  kind: line.depth === 1 ? 'option' : 'article',
  depth: line.depth,
  idart: line.idart ?? 0,
  // The kitchen must know the size, even if customers' tickets do not show it.
  name: line.menuName === null ? printedName(line, true) : nameInMenu(printedName(line, true), line.menuName),
  quantity: line.quantity,
  unitCents: line.unitCents,
  totalCents: line.totalCents,
  note: line.note || null,
})

/** The letterhead lines at the top of a document. */
export const headOf = (shop: Sale['shop']): PrintDocument => [
  centred(shop.name, 'big'),
  ...shop.addressLines.map((line) => centred(line)),
  ...(shop.siret ? [centred(`SIRET ${shop.siret}`)] : []),
  ...(shop.vatNumber ? [centred(`TVA ${shop.vatNumber}`)] : []),
  gap,
]

interface Place {
  timeZone: string
  now: Temporal.Instant
}

/** The ticket, invoice or credit note with everything that §5.6 requires. */
export function saleDocument(sale: Sale, place: Place): PrintDocument {
  const { shop, currency } = sale
  const money = (cents: number) => words.money(cents, currency)
  return [
    ...headOf(shop),
    ...(sale.prints > 1 ? [centred('DUPLICATA', 'big')] : []),
    pair(`${titles[sale.kind]} n° ${sale.number}`, words.dayAndTime(sale.soldAt, place.timeZone), 'bold'),
    pair(
      `Poste ${sale.station} - Vendeur : ${sale.sellerName}`,
      services[sale.origin.details?.serviceType ?? sale.service],
    ),
    ...originOf(sale, place),
    ...customerOf(sale),
    ...(sale.note ? [text(sale.note)] : []),
    rule,
    ...sale.lines.flatMap((line) => lineOf(line, sale)),
    rule,
    ...(sale.discountCents === 0 ? [] : [pair('Remise', money(-sale.discountCents))]),
    pair('TOTAL TTC', money(sale.totalCents), 'big'),
    rule,
    ...vatTable(
      sale.vat.map((one) => ({ ...one, code: vatCode(sale.vat, one.rate) })),
      currency,
    ),
    rule,
    ...sale.payments.map(({ modeName, cents, isDeposit }) =>
      pair(isDeposit ? `Acompte ${modeName}` : modeName, money(cents)),
    ),
    ...(sale.changeCents === 0 ? [] : [pair('Rendu', money(sale.changeCents), 'bold')]),
    ...(sale.origin.kind === 'web-order' ? [gap, centred('PAYÉE', 'big')] : []),
    gap,
    ...(sale.prints > 0 ? [centred(`Impression n° ${sale.prints}`)] : []),
    centred(`Empreinte ${sale.fingerprint}`),
    centred(`Kezia II ${version}`),
  ]
}

/**
 * For an order: channel and code, with the code that the customer or driver quotes in very large type (contract, kezia
 * §4.1).
 */
function originOf({ origin: { details }, channel }: Sale, { now, timeZone }: Place): PrintDocument {
  if (!details) return []
  return [
    rule,
    ...(channel ? [centred(channel)] : []),
    centred(details.code, 'bold'),
    ...(details.secondCode ? [centred(details.secondCode, 'huge')] : []),
    centred(dueText(details.expectedAt, now, timeZone)),
    ...(details.tableName ? [centred(`Table : ${details.tableName}`, 'big')] : []),
  ]
}

function customerOf({ customer }: Sale): PrintDocument {
  if (!customer) return []
  const lines = [
    customerNameOf(customer),
    attentionOf(customer),
    customer.phone && `Tél. ${customer.phone}`,
    customer.address1,
    customer.address2,
    `${customer.postalCode} ${customer.city}`.trim(),
  ].filter(Boolean)
  return lines.length === 0
    ? []
    : [rule, text(`Client ${customer.idcli}`), ...lines.map((line) => text(line))]
}

function lineOf(line: SaleLine, { printsTariffTitle, vat, currency }: Sale): PrintDocument {
  const money = (cents: number) => words.money(cents, currency)
  const { menuName, depth } = line
  const printed = printedName(line, printsTariffTitle)
  const isInMenu = menuName !== null && !isMenuHeading(line)
  const isFree = isFreeWithAnother(line)
  const counted = isFree && !/^1(\.0+)?$/.test(line.quantity) ? `${words.quantity(line.quantity)} x ` : ''
  const name = `${counted}${isInMenu ? nameInMenu(printed, menuName) : printed}`
  return [
    text(name, depth === 0 ? 'bold' : 'plain', { indent: depth }),
    ...(isFree
      ? []
      : [
          pair(
            `${words.quantity(line.quantity)} x ${money(line.unitCents)}`,
            `${money(line.totalCents)} ${vatCode(vat, line.vatRate)}`,
            'plain',
            depth + 1,
          ),
        ]),
    ...(line.discountCents === 0
      ? []
      : [text(`Remise ${money(-line.discountCents)}`, 'plain', { indent: depth + 1 })]),
    ...(line.note ? [text(`> ${line.note}`, 'plain', { indent: depth + 1 })] : []),
  ]
}
