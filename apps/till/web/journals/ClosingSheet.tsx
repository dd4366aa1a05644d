import { useQuery } from '@tanstack/react-query'
import type { ClosingReport } from '../../src/sales/closings/wire.ts'
import { t } from '../labels/index.ts'
import { formatDateTime, formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { TotalTable } from './TotalTable.tsx'

export const reportName = ({ closing }: ClosingReport) =>
  closing ? t(`closing.name.${closing.kind}`, { number: closing.number }) : t('journals.reading')

/** «Clôture» or «Lecture X» as it is printed, on the paper of tickets (contract, kezia §5.9, D64). */
export function ClosingSheet({ report }: { report: ClosingReport }) {
  const { data: shop } = useQuery(shopQuery)
  const { closing, rows, currency } = report
  const timeZone = shop?.timeZone ?? 'Europe/Paris'
  const time = (at: string) => formatDateTime(new Date(at), timeZone)
  const money = (cents: number) => formatMoney(cents, currency)
  const dimensions = (['vat', 'mode', 'deposit', 'seller', 'channel', 'kind'] as const).filter((dimension) =>
    rows.some((row) => row.dimension === dimension),
  )
  return (
    <article className="ticket closing-sheet" aria-label={reportName(report)}>
      <header>
        <strong>{report.shop.name}</strong>
        {report.shop.addressLines.map((line) => (
          <span key={line}>{line}</span>
        ))}
        {report.shop.siret && <span>{t('ticket.siret', { siret: report.shop.siret })}</span>}
        {report.shop.vatNumber && <span>{t('ticket.vatNumber', { number: report.shop.vatNumber })}</span>}
      </header>
      <p className="ticket-duplicate">{reportName(report)}</p>
      <p className="ticket-pair">
        <span>
          {report.since === null ? t('closing.sinceStart') : t('closing.since', { from: time(report.since) })}
        </span>
        <span>{t('closing.until', { to: time(report.at) })}</span>
      </p>
      <Pair name={t('closing.station', { station: report.station })} value="" />
      <Pair name={t('closing.tickets')} value={String(report.saleCount)} />
      {report.firstSale !== null && (
        <p>{t('closing.range', { first: report.firstSale, last: report.lastSale ?? '' })}</p>
      )}
      <p className="ticket-pair ticket-total">
        <span>{t('ticket.total')}</span>
        <span>{money(report.totalCents)}</span>
      </p>
      <Pair name={t('journals.net')} value={money(report.netCents)} />
      <Pair name={t('journals.vat')} value={money(report.vatCents)} />
      {report.menuDiscountCents === null ? (
        <Pair name={t('journals.discount')} value={money(report.discountCents)} />
      ) : (
        <>
          <Pair name={t('journals.menus')} value={money(report.menuDiscountCents)} />
          <Pair name={t('journals.granted')} value={money(report.discountCents - report.menuDiscountCents)} />
        </>
      )}
      {dimensions.map((dimension) => (
        <section key={dimension}>
          <strong>{t(`totals.${dimension}`)}</strong>
          <TotalTable dimension={dimension} rows={rows} currency={currency} />
        </section>
      ))}
      <p className="ticket-pair ticket-total">
        <span>{t('closing.perpetual')}</span>
        <span>{money(report.perpetualCents)}</span>
      </p>
      <footer>
        <span>
          {closing ? t('ticket.fingerprint', { fingerprint: closing.fingerprint }) : t('closing.unrecorded')}
        </span>
        <span>{t('ticket.product', { version: shop?.version ?? '' })}</span>
      </footer>
    </article>
  )
}

const Pair = ({ name, value }: { name: string; value: string }) => (
  <p className="ticket-pair">
    <span>{name}</span>
    <span>{value}</span>
  </p>
)
