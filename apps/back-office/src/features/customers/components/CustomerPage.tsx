import type { Customer } from '@hub/contract'
import type { CustomerDetails } from '@hub/contract/manager'
import { Button, Code } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../../i18n/index.ts'
import { formatDateTime, formatDay, formatDecimal, formatMoney } from '../../../lib/format.ts'
import { BackLink } from '../../../ui/BackLink.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { LoadedPage } from '../../../ui/LoadedPage.tsx'
import { Named } from '../../../ui/Named.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Empty } from '../../../ui/States.tsx'
import { useAct } from '../../../ui/useAct.ts'
import { LogList } from '../../logs/components/LogList.tsx'
import { OrdersTable } from '../../orders/components/OrdersTable.tsx'
import { customerAddress } from '../address.ts'
import { anonymise, type CustomerKey, customerQuery } from '../api/customers.ts'

const route = getRouteApi('/signed-in/back-office/customers/$accountId/$listId/$customerId')

/** Everything held of a customer: apps own it, here it is read (contract, back-office §4.9). */
export function CustomerPage() {
  const { t } = useTranslation()
  const key = route.useParams()
  const query = useQuery(customerQuery(key))
  return (
    <Page
      title={t('customer.title', { id: key.customerId })}
      back={<BackLink to="/customers" search={{ list: key.listId }} label={t('common.back')} />}
      actions={query.data?.may_anonymise && <Anonymise customer={key} details={query.data} />}
    >
      <LoadedPage query={query}>
        {(details) => (
          <>
            <Cards details={details} />
            <Section title={t('logs.ofCustomer')}>
              <LogList
                accountId={key.accountId}
                subject={{ customer_list_id: key.listId, customer_id: key.customerId }}
              />
            </Section>
          </>
        )}
      </LoadedPage>
    </Page>
  )
}

const customerOf = (details: CustomerDetails) => details.customer as unknown as Customer
const nameOf = ({ first_name, last_name, company_name }: Customer) =>
  [first_name, last_name].filter(Boolean).join(' ') || company_name || ''

function Anonymise({ customer: key, details }: { customer: CustomerKey; details: CustomerDetails }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const act = useAct(
    () => anonymise(key),
    () => setAsking(false),
  )
  const customer = customerOf(details)
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('customer.anonymise')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('customer.anonymise.title')}
        name={nameOf(customer) || customer.email || key.customerId}
        text={t('customer.anonymise.text')}
        verb={t('customer.anonymise')}
        danger
        pending={act.isPending}
        onConfirm={() => act.mutate()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

function Cards({ details }: { details: CustomerDetails }) {
  const { t } = useTranslation()
  return (
    <>
      <PersonCard customer={customerOf(details)} details={details} />
      <CardsCard customer={customerOf(details)} />
      <Section title={t('customer.orders')}>
        {details.orders.length === 0 ? (
          <Empty text={t('orders.empty')} />
        ) : (
          <OrdersTable orders={details.orders} timezone={details.timezone} showLocation />
        )}
      </Section>
    </>
  )
}

function PersonCard({ customer, details }: { customer: Customer; details: CustomerDetails }) {
  const { t, locale } = useWords()
  const time = (value: string | null) => value && formatDateTime(locale, value, details.timezone)
  const yesNo = (flag: boolean) => t(flag ? 'customer.yes' : 'customer.no')
  const fields = Object.keys(customer.custom_fields).length > 0
  return (
    <Section title={t('order.customer')}>
      <Facts
        facts={[
          [t('order.customer.name'), nameOf({ ...customer, company_name: null })],
          [t('customer.state'), customer.anonymised && t('customers.anonymised')],
          [t('order.customer.company'), customer.company_name],
          [t('order.customer.email'), customer.email],
          [
            t('order.customer.phone'),
            [customer.phone, customer.phone_access_code].filter(Boolean).join(' · '),
          ],
          [t('order.customer.address'), customerAddress(locale, customer)],
          [t('order.customer.notes'), customer.delivery_notes],
          [t('customer.birthDate'), customer.birth_date && formatDay(locale, customer.birth_date)],
          [t('customer.gender'), customer.gender && t(`customer.gender.${customer.gender}`)],
          [t('customer.smsMarketing'), yesNo(customer.sms_marketing)],
          [t('customer.emailMarketing'), yesNo(customer.email_marketing)],
          [t('customer.list'), <Named key="list" {...details.list} />],
          [t('customer.createdAt'), time(customer.created_at)],
          [t('customer.nbOrders'), String(customer.nb_orders)],
          [t('customer.total'), formatMoney(locale, customer.order_total)],
          [t('customer.firstOrder'), time(customer.first_order_date)],
          [t('customer.lastOrder'), time(customer.last_order_date)],
          [
            t('customer.customFields'),
            fields && (
              <Code key="fields" block className="hub-break">
                {JSON.stringify(customer.custom_fields, null, 2)}
              </Code>
            ),
          ],
        ]}
      />
    </Section>
  )
}

function CardsCard({ customer }: { customer: Customer }) {
  const { t, locale } = useWords()
  if (customer.loyalty_cards.length === 0) return null
  return (
    <Section title={t('customer.cards')}>
      <Facts
        facts={customer.loyalty_cards.map(({ id, name, ref, balance }) => [
          name ?? ref ?? id,
          t('customer.points', { count: Number(balance), points: formatDecimal(locale, balance) }),
        ])}
      />
    </Section>
  )
}
