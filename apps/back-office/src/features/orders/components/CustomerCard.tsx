import type { Order } from '@hub/contract'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../../i18n/index.ts'
import { Facts } from '../../../ui/Facts.tsx'
import { TextLink } from '../../../ui/links.tsx'
import { Named } from '../../../ui/Named.tsx'
import { Section } from '../../../ui/Section.tsx'
import { customerAddress } from '../../customers/address.ts'

/** The customer as he was when he ordered; a guest has no id. */
export function CustomerCard({ customer, accountId }: { customer: Order['customer']; accountId: string }) {
  const { t, locale } = useWords()
  const name = [customer.first_name, customer.last_name].filter(Boolean).join(' ')
  const phone = [customer.phone, customer.phone_access_code].filter(Boolean).join(' · ')
  const facts: [string, React.ReactNode][] = [
    [
      t('order.customer.name'),
      customer.id ? <CustomerLink key="name" name={name} {...{ customer, accountId }} /> : name,
    ],
    [t('order.customer.company'), customer.company_name],
    [t('order.customer.email'), customer.email],
    [t('order.customer.phone'), phone],
    [t('order.customer.address'), customerAddress(locale, customer)],
    [t('order.customer.notes'), customer.delivery_notes],
  ]
  return (
    <Section title={t('order.customer')}>
      {facts.some(([, value]) => value) ? (
        <Facts facts={facts} />
      ) : (
        <Text c="var(--hub-grey)">{t('order.customer.none')}</Text>
      )}
    </Section>
  )
}

function CustomerLink({
  name,
  customer: { id, customer_list_id },
  accountId,
}: {
  name: string
  customer: Order['customer']
  accountId: string
}) {
  const { t } = useTranslation()
  const named = <Named name={name || t('customers.unnamed')} id={id!} />
  if (customer_list_id === null) return named
  return (
    <TextLink
      to="/customers/$accountId/$listId/$customerId"
      params={{ accountId, listId: customer_list_id, customerId: id! }}
      size="sm"
    >
      {named}
    </TextLink>
  )
}
