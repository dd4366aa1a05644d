// «Clôture» and «Lecture X» on the ticket printer (contract, kezia §5.9, D64).
import {
  centred,
  gap,
  type PrintDocument,
  pair,
  printOnTickets,
  rule,
  table,
  text,
  words,
} from '../../printing/index.ts'
import { company, version } from '../../shop/index.ts'
import { headOf } from '../paper.ts'
import type { SaleTools } from '../recording.ts'
import type { TotalDimension, TotalRow } from '../totals-wire.ts'
import type { ClosingReport } from './wire.ts'

const names = {
  day: 'Clôture du jour',
  month: 'Clôture du mois',
  year: "Clôture de l'année",
}

const sections: Record<TotalDimension, string> = {
  vat: 'Par taux de TVA',
  mode: 'Par mode de règlement',
  deposit: 'Acomptes',
  seller: 'Par vendeur',
  channel: 'Par canal',
  kind: 'Par pièce',
}

/** Labels of the dimensions whose rows have fixed keys. */
const labels: Partial<Record<TotalDimension, Record<string, string>>> = {
  kind: { ticket: 'Tickets', invoice: 'Factures', credit_note: 'Avoirs' },
  deposit: { received: 'Reçus', applied: 'Utilisés' },
  channel: { '': 'Caisse' },
}

const titleOf = ({ closing }: ClosingReport) =>
  closing ? `${names[closing.kind]} n° ${closing.number}` : 'Lecture X'

/** Queues the report; false when there is no ticket printer. */
export const printReport = (tools: SaleTools, report: ClosingReport): boolean =>
  tools.database.transaction(() =>
    printOnTickets(tools, titleOf(report), reportDocument(report, tools.settings.get(company.timeZone))),
  )

function reportDocument(report: ClosingReport, timeZone: string): PrintDocument {
  const { closing, currency, rows } = report
  const money = (cents: number) => words.money(cents, currency)
  const time = (at: string) => words.dayAndTime(at, timeZone)
  const dimensions = (Object.keys(sections) as TotalDimension[]).filter((dimension) =>
    rows.some((one) => one.dimension === dimension),
  )
  return [
    ...headOf(report.shop),
    centred(titleOf(report), 'tall'),
    text(report.since === null ? 'Depuis la première vente' : `Du ${time(report.since)}`),
    text(`Au ${time(report.at)}`),
    text(`Poste ${report.station}`),
    rule,
    pair('Tickets', String(report.saleCount)),
    ...(report.firstSale === null ? [] : [text(`Du n° ${report.firstSale} au n° ${report.lastSale}`)]),
    pair('TOTAL TTC', money(report.totalCents), 'big'),
    pair('Total HT', money(report.netCents)),
    pair('TVA', money(report.vatCents)),
    ...discountsOf(report).map(([name, cents]) => pair(name, money(cents))),
    ...dimensions.flatMap((dimension) => sectionOf(dimension, rows, money)),
    rule,
    pair('Grand total perpétuel', money(report.perpetualCents), 'bold'),
    gap,
    centred(closing ? `Empreinte ${closing.fingerprint}` : 'Lecture non enregistrée'),
    centred(`Kezia II ${version}`),
  ]
}

/** Shows what menus take off apart from the discounts that a seller granted (contract, counter T71). */
const discountsOf = ({ discountCents, menuDiscountCents }: ClosingReport): [name: string, cents: number][] =>
  menuDiscountCents === null
    ? [['Remises', discountCents]]
    : [
        ['Menus', menuDiscountCents],
        ['Remises accordées', discountCents - menuDiscountCents],
      ]

/** Only the VAT rows have tax columns. */
function sectionOf(
  dimension: TotalDimension,
  rows: TotalRow[],
  money: (cents: number) => string,
): PrintDocument {
  const own = rows.filter((one) => one.dimension === dimension)
  const name = ({ key, label }: TotalRow) =>
    dimension === 'vat' ? words.rate(key) : (labels[dimension]?.[key] ?? label)
  return [
    rule,
    text(sections[dimension], 'bold'),
    ...(dimension === 'vat'
      ? [
          table(
            ['Taux', 'HT', 'TVA', 'TTC'],
            own.map((one) => [
              name(one),
              ...[one.netCents ?? 0, one.vatCents ?? 0, one.totalCents].map(money),
            ]),
          ),
        ]
      : own.map((one) => pair(`${name(one)} (${one.documentCount})`, money(one.totalCents)))),
  ]
}
