// The lists of FACTURES, REGLEMENTS and JOURNAUX as files (contract, kezia §5.9).
import { listUnpaid } from '../../journals/index.ts'
import type { ReadingTools } from '../../long-readings/index.ts'
import { listPaymentModes } from '../../payment-modes/index.ts'
import type { Database } from '../../platform/database.ts'
import {
  type ClosingKind,
  listClosings,
  listSales,
  listSettlements,
  type SaleListRow,
  type TotalDimension,
  type TotalRow,
  totalSales,
  within,
} from '../../sales/index.ts'
import { amountCell, type Cell, dayCell, rateCell, textCell, wholeCell } from '../cells.ts'
import { isWithin, localTexts, type Period } from '../period.ts'
import { saleKinds } from './words.ts'

const rangeOf = (database: Database, { from, to }: Period) => within(database, { since: from, until: to })
const at = (instant: string, { timeZone }: Period): [Cell, Cell] => {
  const { day, time } = localTexts(instant, timeZone)
  return [dayCell(day), textCell(time)]
}
const numberOrNone = (number: number | null) => (number === null ? textCell('') : wholeCell(number))
const amountOrNone = (cents: number | null) => (cents === null ? textCell('') : amountCell(cents))

export const documentColumns = [
  'Numéro',
  'Pièce',
  'Date',
  'Heure',
  'Vendeur',
  'Code client',
  'Client',
  'Canal',
  'Origine',
  'Total HT',
  'TVA',
  'Total TTC',
  'Impressions',
] as const

/** One row per ticket, invoice or credit note. */
export const exportDocuments = ({ database }: ReadingTools, period: Period): Cell[][] =>
  listSales(database, rangeOf(database, period)).map((sale) => [
    wholeCell(sale.number),
    textCell(saleKinds[sale.kind]),
    ...at(sale.soldAt, period),
    textCell(sale.sellerName),
    numberOrNone(sale.customerId),
    textCell(sale.customerName),
    textCell(sale.channel ?? 'Caisse'),
    textCell(originOf(sale)),
    amountCell(sale.netCents),
    amountCell(sale.totalCents - sale.netCents),
    amountCell(sale.totalCents),
    wholeCell(sale.prints),
  ])

function originOf({ originKind, originNumber }: SaleListRow): string {
  if (originKind === 'counter') return ''
  return `${{ 'web-order': 'Commande Web', order: 'Commande', sale: 'Avoir de' }[originKind]} ${originNumber ?? ''}`.trim()
}

export const settlementColumns = [
  'Date',
  'Heure',
  'Pièce',
  'Numéro',
  'Client',
  'Vendeur',
  'Identification',
  'Mode de Règlements',
  'Code Compta',
  'Type TPE',
  'Reçu',
  'Rendu',
  'Montant',
] as const

const settled = { ...saleKinds, 'web-order': 'Acompte commande Web', order: 'Acompte commande' }

/** One row per payment or deposit, with the current accounting code and terminal type of its mode. */
export function exportSettlements({ database }: ReadingTools, period: Period): Cell[][] {
  const modes = new Map(listPaymentModes(database).map((mode) => [mode.id, mode]))
  return listSettlements(database, rangeOf(database, period)).map((row) => [
    ...at(row.at, period),
    textCell(settled[row.documentKind]),
    wholeCell(row.documentNumber),
    textCell(row.customerName),
    textCell(row.sellerName),
    wholeCell(row.modeId),
    textCell(row.modeName),
    textCell(modes.get(row.modeId)?.accountingCode ?? ''),
    textCell(modes.get(row.modeId)?.terminalType ?? ''),
    amountCell(row.givenCents),
    amountCell(row.changeCents),
    amountCell(row.givenCents - row.changeCents),
  ])
}

export const journalColumns = ['Total', 'Libellé', 'Taux TVA', 'Nombre', 'HT', 'TVA', 'TTC'] as const

const dimensions: Record<TotalDimension, string> = {
  vat: 'Par taux de TVA',
  mode: 'Par mode de règlement',
  deposit: 'Acomptes',
  seller: 'Par vendeur',
  channel: 'Par canal',
  kind: 'Par pièce',
}
const deposits: Record<string, string> = { received: 'Reçus', applied: 'Utilisés' }

/** The journal of the period as shown on screen, with the overall total first. */
export function exportJournal({ database }: ReadingTools, period: Period): Cell[][] {
  const { rows, saleCount, netCents, vatCents, totalCents } = totalSales(database, rangeOf(database, period))
  const cells = (
    name: string,
    label: string,
    rate: Cell,
    counted: Omit<TotalRow, 'dimension' | 'key' | 'label'>,
  ) => [
    textCell(name),
    textCell(label),
    rate,
    wholeCell(counted.documentCount),
    amountOrNone(counted.netCents),
    amountOrNone(counted.vatCents),
    amountCell(counted.totalCents),
  ]
  return [
    cells('Total', '', textCell(''), { documentCount: saleCount, netCents, vatCents, totalCents }),
    ...rows.map((row) =>
      cells(
        dimensions[row.dimension],
        labelOf(row),
        row.dimension === 'vat' ? rateCell(row.key) : textCell(''),
        row,
      ),
    ),
  ]
}

function labelOf({ dimension, key, label }: TotalRow): string {
  if (dimension === 'vat') return ''
  if (dimension === 'kind') return saleKinds[key as keyof typeof saleKinds] ?? label
  if (dimension === 'deposit') return deposits[key] ?? label
  return dimension === 'channel' && key === '' ? 'Caisse' : label
}

export const unpaidColumns = [
  'Commande',
  'Code',
  'Attendue le',
  'Attendue à',
  'Client',
  'Canal',
  'Total TTC',
  'Reste dû',
] as const

/** What is owed now; the period only provides the time zone. */
export const exportUnpaid = (tools: ReadingTools, period: Period): Cell[][] =>
  listUnpaid(tools).map((order) => [
    wholeCell(order.number),
    textCell(order.code),
    ...at(order.at, period),
    textCell(order.customerName),
    textCell(order.channel),
    amountCell(order.totalCents),
    amountCell(order.dueCents),
  ])

export const closingColumns = [
  'Clôture',
  'Numéro',
  'Faite le',
  'Heure',
  'Poste',
  'Tickets',
  'Premier',
  'Dernier',
  'Total HT',
  'TVA',
  'Total TTC',
  'Remises',
  'Grand total perpétuel',
] as const

const closingKinds: Record<ClosingKind, string> = { day: 'Jour (Z)', month: 'Mois', year: 'Année' }

export const exportClosings = ({ database }: ReadingTools, period: Period): Cell[][] =>
  listClosings(database)
    .filter(({ closedAt }) => isWithin(period, closedAt))
    .map((closing) => [
      textCell(closingKinds[closing.kind]),
      wholeCell(closing.number),
      ...at(closing.closedAt, period),
      wholeCell(closing.station),
      wholeCell(closing.saleCount),
      numberOrNone(closing.firstSale),
      numberOrNone(closing.lastSale),
      amountCell(closing.netCents),
      amountCell(closing.vatCents),
      amountCell(closing.totalCents),
      amountCell(closing.discountCents),
      amountCell(closing.perpetualCents),
    ])
