import { useQuery } from '@tanstack/react-query'
import { vatCode } from '../../src/sales/vat-table.ts'
import type { Sale } from '../../src/sales/wire.ts'
import { type LabelKey, t } from '../labels/index.ts'
import { formatDateTime, formatMoney, formatRate } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { TicketContext } from './TicketContext.tsx'
import { TicketLine } from './TicketLine.tsx'

/** Contract, kezia §5.6. */
export function Ticket({ sale }: { sale: Sale }) {
  const { data: tillShop } = useQuery(shopQuery)
  const { shop, currency } = sale
  const money = (cents: number) => formatMoney(cents, currency)
  return (
    <article className="ticket" aria-label={t(`ticket.title.${sale.kind}`, { number: sale.number })}>
      <header>
        <strong>{shop.name}</strong>
        {shop.addressLines.map((line) => (
          <span key={line}>{line}</span>
        ))}
        {shop.siret && <span>{t('ticket.siret', { siret: shop.siret })}</span>}
        {shop.vatNumber && <span>{t('ticket.vatNumber', { number: shop.vatNumber })}</span>}
      </header>
      {sale.prints > 1 && <p className="ticket-duplicate">{t('ticket.duplicate')}</p>}
      <p className="ticket-pair">
        <span>{t(`ticket.number.${sale.kind}`, { number: sale.number })}</span>
        <span>{formatDateTime(new Date(sale.soldAt), tillShop?.timeZone ?? 'Europe/Paris')}</span>
      </p>
      <p className="ticket-pair">
        <span>{t('ticket.station', { station: sale.station, seller: sale.sellerName })}</span>
        <span>{t(serviceLabel(sale))}</span>
      </p>
      <TicketContext sale={sale} />
      <ul>
        {sale.lines.map((line) => (
          <TicketLine key={line.rank} line={line} sale={sale} />
        ))}
      </ul>
      {sale.discountCents !== 0 && (
        <p className="ticket-pair">
          <span>{t('ticket.discount')}</span>
          <span>{money(-sale.discountCents)}</span>
        </p>
      )}
      <p className="ticket-pair ticket-total">
        <span>{t('ticket.total')}</span>
        <span>{money(sale.totalCents)}</span>
      </p>
      <table aria-label={t('ticket.vat')}>
        <thead>
          <tr>
            <th scope="col">{t('ticket.vat.rate')}</th>
            <th scope="col">{t('ticket.vat.net')}</th>
            <th scope="col">{t('ticket.vat.vat')}</th>
            <th scope="col">{t('ticket.vat.total')}</th>
          </tr>
        </thead>
        <tbody>
          {sale.vat.map(({ rate, netCents, vatCents, totalCents }) => (
            <tr key={rate}>
              <td>
                {vatCode(sale.vat, rate)} {t('field.rate', { rate: formatRate(rate) })}
              </td>
              <td>{money(netCents)}</td>
              <td>{money(vatCents)}</td>
              <td>{money(totalCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {sale.payments.map(({ modeName, cents, isDeposit }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the payments of a ticket never move
        <p className="ticket-pair" key={index}>
          <span>{isDeposit ? t('ticket.deposit', { mode: modeName }) : modeName}</span>
          <span>{money(cents)}</span>
        </p>
      ))}
      {sale.changeCents !== 0 && (
        <p className="ticket-pair">
          <span>{t('ticket.change')}</span>
          <span>{money(sale.changeCents)}</span>
        </p>
      )}
      {sale.origin.kind === 'web-order' && <p className="ticket-duplicate">{t('ticket.paid')}</p>}
      <footer>
        {sale.prints > 0 && <span>{t('ticket.print', { count: sale.prints })}</span>}
        <span>{t('ticket.fingerprint', { fingerprint: sale.fingerprint })}</span>
        <span>{t('ticket.product', { version: tillShop?.version ?? '' })}</span>
      </footer>
    </article>
  )
}

/** The service type of an order says more than its VAT service. */
const serviceLabel = ({ service, origin }: Sale): LabelKey =>
  origin.details?.serviceType ? `service.${origin.details.serviceType}` : `counter.service.${service}`
