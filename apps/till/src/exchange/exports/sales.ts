import type { ReadingTools } from '../../long-readings/index.ts'
import { listSoldLines, listSoldVat, within } from '../../sales/index.ts'
import { milliOf } from '../../stock/index.ts'
import { amountCell, type Cell, dayCell, quantityCell, rateCell, textCell, wholeCell } from '../cells.ts'
import { localTexts, type Period } from '../period.ts'
import { saleKinds } from './words.ts'

export const saleColumns = [
  'Numéro',
  'Nature',
  'Date',
  'Heure',
  'Poste',
  'Vendeur',
  'Code client',
  'Client',
  'Service',
  'Code',
  'Definition',
  'Quantité',
  'Prix unitaire TTC',
  'Remise',
  'Total TTC',
  'Taux TVA',
] as const

const services = { eat_in: 'Sur place', take_away: 'Emporté' }

/** One row per line; the discount includes the line's share of «REMISE TOTAL». */
export const exportSales = ({ database }: ReadingTools, { from, to, timeZone }: Period): Cell[][] =>
  listSoldLines(database, within(database, { since: from, until: to })).map((line) => {
    const { day, time } = localTexts(line.soldAt, timeZone)
    return [
      wholeCell(line.number),
      textCell(saleKinds[line.kind]),
      dayCell(day),
      textCell(time),
      wholeCell(line.station),
      textCell(line.sellerName),
      line.customerId === null ? textCell('') : wholeCell(line.customerId),
      textCell(line.customerName),
      textCell(services[line.service]),
      textCell(line.code),
      textCell(line.definition),
      quantityCell(milliOf(line.quantity)),
      amountCell(line.unitCents),
      amountCell(line.discountCents + line.sharedDiscountCents),
      amountCell(line.totalCents - line.sharedDiscountCents),
      rateCell(line.vatRate),
    ]
  })

export const vatJournalColumns = [
  'Date',
  'Taux TVA',
  'Base HT',
  'TVA',
  'Total TTC',
  'Nombre de pièces',
] as const

interface DayRate {
  day: string
  rate: string
  netCents: number
  vatCents: number
  totalCents: number
  count: number
}

/** One row per day and rate. It sums the rounded amounts of the tickets, so that the totals match to the cent. */
export function exportVatJournal({ database }: ReadingTools, { from, to, timeZone }: Period): Cell[][] {
  const days = new Map<string, DayRate>()
  const range = within(database, { since: from, until: to })
  for (const { soldAt, rate, netCents, vatCents, totalCents } of listSoldVat(database, range)) {
    const { day } = localTexts(soldAt, timeZone)
    const key = `${day} ${rate}`
    const sum = days.get(key) ?? { day, rate, netCents: 0, vatCents: 0, totalCents: 0, count: 0 }
    days.set(key, {
      ...sum,
      netCents: sum.netCents + netCents,
      vatCents: sum.vatCents + vatCents,
      totalCents: sum.totalCents + totalCents,
      count: sum.count + 1,
    })
  }
  return [...days.values()].map(({ day, rate, netCents, vatCents, totalCents, count }) => [
    dayCell(day),
    rateCell(rate),
    amountCell(netCents),
    amountCell(vatCents),
    amountCell(totalCents),
    wholeCell(count),
  ])
}
