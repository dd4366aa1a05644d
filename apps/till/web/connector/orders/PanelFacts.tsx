import { useQuery } from '@tanstack/react-query'
import { attentionOf } from '../../../src/customers/called.ts'
import { isAllergyNote } from '../../../src/weborders/rules.ts'
import type { OrderLine, WebOrderDetails, WebOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatMoney } from '../../lib/format.ts'
import { AlarmBox } from '../alert/Changes.tsx'
import { useSee } from '../alert/useSee.ts'
import { formatQuantity } from '../quantity.ts'
import { webOrderQuery } from '../queries.ts'
import { formatShort } from '../time.ts'
import { useNow } from './useNow.ts'

interface Shown {
  order: WebOrderRow
  timeZone: string
}

/**
 * Everything the seller reads about the selected order without a click (contract, counter T54). It scrolls;
 * the buttons do not.
 */
export function PanelFacts({ order, timeZone }: Shown) {
  const { data: details } = useQuery(webOrderQuery(order.number))
  const see = useSee()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className="panel-facts" aria-label={t('panel.facts')} tabIndex={0}>
      <h3>{t('panel.order', { code: order.code })}</h3>
      {details && <Allergy order={details} />}
      <AlarmBox order={order}>
        <button type="button" className="button alarm-seen" onClick={() => see(order.number)}>
          {t('alarm.seen')}
        </button>
      </AlarmBox>
      <Facts order={order} timeZone={timeZone} />
      {details && <Content order={details} timeZone={timeZone} />}
    </section>
  )
}

/** Shown first: a note that mentions an allergy or an intolerance. */
function Allergy({ order: { lines, customerNotes, customer } }: { order: WebOrderDetails }) {
  const notes = [
    customerNotes,
    customer.deliveryNotes,
    ...lines.map(({ kind, name, note }) => kind === 'article' && isAllergyNote(note) && `${name} : ${note}`),
  ].filter((note): note is string => typeof note === 'string' && isAllergyNote(note))
  if (notes.length === 0) return null
  return (
    <div className="panel-allergy">
      <strong>{t('panel.allergy')}</strong>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  )
}

function Facts({ order, timeZone }: Shown) {
  const now = useNow()
  const time = (instant: string) => formatShort(instant, now, timeZone)
  return (
    <>
      <p className="panel-due">
        <span>
          {order.expectedAt ? t('panel.expected', { time: time(order.expectedAt) }) : t('panel.asap')}
        </span>
        <span className={`badge badge-${order.payment}`}>{t(`payment.${order.payment}`)}</span>
      </p>
      {order.confirmedAt && <p>{t('panel.confirmed', { time: time(order.confirmedAt) })}</p>}
      <p className="panel-clipped">
        {order.channel} / {t(`service.${order.serviceType ?? 'none'}`)}
      </p>
      {order.tableName && <p className="panel-clipped">{t('list.table', { name: order.tableName })}</p>}
      {order.unknownArticles > 0 && (
        <p className="warning">{t('list.unknownArticles', { count: order.unknownArticles })}</p>
      )}
      {order.sellerName && <p>{t('panel.seller', { name: order.sellerName })}</p>}
      {order.rejectionCause && <p>{t('panel.rejection', { cause: order.rejectionCause })}</p>}
      {order.saleNumber !== null && <p>{t('panel.invoice', { number: order.saleNumber })}</p>}
      {order.invoicedElsewhere && (
        <p>{t('panel.invoiceElsewhere', { reference: order.invoicedElsewhere })}</p>
      )}
      {order.handledElsewhere && <p className="warning">{t('list.elsewhere')}</p>}
    </>
  )
}

function Content({ order, timeZone }: { order: WebOrderDetails; timeZone: string }) {
  const { customer, customerName, driver } = order
  const now = useNow()
  const place = [
    attentionOf(customer),
    customer.phone && t('panel.phone', { phone: customer.phone }),
    customer.address1,
    customer.address2,
    [customer.postalCode, customer.city].filter(Boolean).join(' '),
    customer.accessCode && t('details.accessCode', { code: customer.accessCode }),
    customer.deliveryNotes,
    driver?.name && t('details.driver', { name: driver.name }),
    driver?.phone,
    driver?.estimatedPickupAt &&
      t('details.pickup', { time: formatShort(driver.estimatedPickupAt, now, timeZone) }),
  ].filter((line): line is string => Boolean(line))
  return (
    <>
      <ul className="panel-dishes">
        {order.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the order
          <Dish key={index} line={line} />
        ))}
      </ul>
      <p className="panel-total">
        {t('panel.total', { amount: formatMoney(order.totalCents, order.currency) })}
      </p>
      {order.customerNotes && <p className="panel-note">{order.customerNotes}</p>}
      <p className="panel-customer">{customerName ?? t('list.anonymous')}</p>
      {place.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  )
}

function Dish({ line: { kind, depth, name, quantity, note } }: { line: OrderLine }) {
  const isCounted =
    kind === 'article' || (kind === 'option' && quantity !== '1.0' && !name.startsWith('SANS '))
  return (
    <li className={`panel-dish panel-dish-${Math.min(depth, 2)} panel-dish-${kind}`}>
      <span>{isCounted ? `${formatQuantity(quantity)} × ${name}` : name}</span>
      {note && kind === 'article' && <em>{note}</em>}
    </li>
  )
}
