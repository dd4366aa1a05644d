import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { countItems } from '../../src/sales/pricing.ts'
import { saleServices } from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import { formatDateTime, formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { formatQuantity } from './basket.ts'
import type { Counter } from './useCounter.ts'

/** `999,99 €`, the longest amount that leaves room for «Total HT» beside its very large digits. */
const longDue = 8

/** The seller, the amount due and the VAT service. */
export function Head({ counter: { seller, priced, draft, dispatch, chooseCustomer } }: { counter: Counter }) {
  const { data: shop } = useQuery(shopQuery)
  const currency = shop?.currency ?? 'EUR'
  const { service } = draft.basket
  // A negative total shows who is paid back, not a negative amount (contract, counter T23).
  const isGivenBack = priced.totalCents < 0
  const due = formatMoney(Math.abs(priced.totalCents), currency)
  return (
    <div className="counter-head">
      <dl className="counter-facts">
        <div className="counter-fact-customer">
          <dt>{t('counter.customer')}</dt>
          <dd className="counter-fact-key">
            <button type="button" className="counter-customer" onClick={chooseCustomer}>
              <span className="visually-hidden">{t('counter.customer.choose')} : </span>
              {draft.customer?.displayName ?? t('counter.noCustomer')}
            </button>
          </dd>
        </div>
        <Fact label={t('counter.seller')} value={seller?.name ?? t('counter.noSeller')} />
        <Fact label={t('counter.net')} value={formatMoney(priced.netCents, currency)} />
        <Fact label={t('counter.count')} value={formatQuantity(countItems(draft.basket.lines))} />
        <Fact label={t('counter.tariff')} value={t(`counter.service.${service}`)} />
        {priced.discountCents !== 0 && (
          <Fact label={t('counter.discount')} value={formatMoney(-priced.discountCents, currency)} />
        )}
      </dl>
      <div className="counter-due">
        <p className="counter-clock">{shop && <Clock timeZone={shop.timeZone} />}</p>
        <output
          aria-label={t('counter.due')}
          className={isGivenBack || due.length > longDue ? 'is-long' : undefined}
        >
          {isGivenBack && <small className="counter-give-back">{t('counter.giveBack')} </small>}
          {due}
        </output>
        <fieldset className="counter-services" aria-label={t('counter.service')}>
          {saleServices.map((one) => (
            <button
              key={one}
              type="button"
              className="ckey"
              aria-pressed={one === service}
              onClick={() => dispatch({ type: 'service', service: one })}
            >
              {t(`counter.service.${one}`)}
            </button>
          ))}
        </fieldset>
      </div>
    </div>
  )
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd title={value}>{value}</dd>
  </div>
)

function Clock({ timeZone }: { timeZone: string }) {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000)
    return () => clearInterval(timer)
  }, [])
  return formatDateTime(now, timeZone)
}
