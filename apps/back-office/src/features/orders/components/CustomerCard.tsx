import type { Order } from '@hub/contract'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Facts } from '../../../ui/Facts.tsx'
import { Named } from '../../../ui/Named.tsx'
import { Section } from '../../../ui/Section.tsx'

/** The customer as he was when he ordered; a guest has no id. */
export function CustomerCard({ customer }: { customer: Order['customer'] }) {
  const { t } = useTranslation()
  const name = [customer.first_name, customer.last_name].filter(Boolean).join(' ')
  const phone = [customer.phone, customer.phone_access_code].filter(Boolean).join(' · ')
  const town = [customer.postal_code, customer.city, customer.country].filter(Boolean).join(' ')
  const address = [customer.address_1, customer.address_2, town].filter(Boolean).join(', ')
  const facts: [string, React.ReactNode][] = [
    [t('order.customer.name'), customer.id ? <Named key="name" name={name} id={customer.id} /> : name],
    [t('order.customer.company'), customer.company_name],
    [t('order.customer.email'), customer.email],
    [t('order.customer.phone'), phone],
    [t('order.customer.address'), address],
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
