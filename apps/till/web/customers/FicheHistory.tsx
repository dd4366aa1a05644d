import { useQuery } from '@tanstack/react-query'
import type { Customer, CustomerDocument } from '../../src/customers/wire.ts'
import { webOrderStatuses } from '../../src/weborders/model.ts'
import { t } from '../labels/index.ts'
import { formatDate, formatDateTime, formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { customerDocumentsQuery } from './queries.ts'

/** What the customer bought and ordered, and what the hub alone knows of him. */
export function FicheHistory({ customer }: { customer: Customer | undefined }) {
  const query = useQuery({ ...customerDocumentsQuery(customer?.idcli ?? 0), enabled: customer !== undefined })
  const timeZone = useQuery(shopQuery).data?.timeZone ?? 'Europe/Paris'
  if (!customer) return <div />
  return (
    <section className="fiche-history" aria-label={t('customer.history')}>
      <h3>
        {t('customer.history')}
        <Facts customer={customer} timeZone={timeZone} />
      </h3>
      <Loaded query={query}>{(documents) => <Documents documents={documents} timeZone={timeZone} />}</Loaded>
    </section>
  )
}

function Facts({ customer: { facts }, timeZone }: { customer: Customer; timeZone: string }) {
  if (!facts) return null
  const { orderCount, orderTotal, lastOrderAt, loyaltyCards } = facts
  const orders = lastOrderAt
    ? t('customer.facts', {
        count: orderCount,
        total: orderTotal,
        day: formatDate(new Date(lastOrderAt), timeZone),
      })
    : t('customer.facts.none')
  const cards = loyaltyCards.map(({ name, balance }) => t('customer.card', { name, balance }))
  return <span className="soft">{[orders, ...cards].join(' · ')}</span>
}

function Documents({ documents, timeZone }: { documents: CustomerDocument[]; timeZone: string }) {
  if (documents.length === 0) return <p className="state">{t('customer.history.none')}</p>
  return (
    <div className="grid-holder">
      <table className="grid" aria-label={t('customer.history')}>
        <thead>
          <tr>
            <th scope="col">{t('customer.history.document')}</th>
            <th scope="col">{t('customer.history.date')}</th>
            <th scope="col">{t('customer.history.state')}</th>
            <th scope="col" className="number">
              {t('customer.history.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {documents.map(({ kind, number, name, at, status, totalCents, currency }) => (
            <tr key={`${kind} ${number}`}>
              <td>{t(`document.${kind}`, { name })}</td>
              <td>{formatDateTime(new Date(at), timeZone)}</td>
              <td>{statusText(status)}</td>
              <td className="number">{formatMoney(totalCents, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function statusText(status: string): string {
  const known = webOrderStatuses.find((one) => one === status)
  return known ? t(`status.${known}`) : status
}
