import type { CustomerRow } from '@hub/contract/manager'
import { Table, Text } from '@mantine/core'
import { useWords } from '../../../i18n/index.ts'
import { formatDate, formatMoney } from '../../../lib/format.ts'
import { TextLink } from '../../../ui/links.tsx'
import { Named } from '../../../ui/Named.tsx'
import { StackedTable } from '../../../ui/StackedTable.tsx'

interface Props {
  customers: CustomerRow[]
  accountId: string
  listId: string
  timezone: string
}

export function CustomersTable({ customers, accountId, listId, timezone }: Props) {
  const { t, locale } = useWords()
  return (
    <StackedTable>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('customers.name')}</Table.Th>
          <Table.Th ta={{ sm: 'right' }}>{t('customers.orders')}</Table.Th>
          <Table.Th ta={{ sm: 'right' }}>{t('customers.spending')}</Table.Th>
          <Table.Th>{t('customers.since')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {customers.map(({ id, name, email, anonymised, nb_orders, order_total, first_order_date }) => (
          <Table.Tr key={id}>
            <Table.Td data-label={t('customers.name')}>
              <div>
                <TextLink
                  to="/customers/$accountId/$listId/$customerId"
                  params={{ accountId, listId, customerId: id }}
                  size="sm"
                >
                  <Named
                    name={name ?? t(anonymised ? 'customers.anonymised' : 'customers.unnamed')}
                    id={id}
                  />
                </TextLink>
                {email && (
                  <Text size="sm" c="var(--hub-grey)" className="hub-break">
                    {email}
                  </Text>
                )}
              </div>
            </Table.Td>
            <Table.Td data-label={t('customers.orders')} ta={{ sm: 'right' }}>
              {nb_orders}
            </Table.Td>
            <Table.Td data-label={t('customers.spending')} ta={{ sm: 'right' }}>
              {formatMoney(locale, order_total)}
            </Table.Td>
            <Table.Td data-label={t('customers.since')}>
              {first_order_date ? formatDate(locale, first_order_date, timezone) : t('common.none')}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </StackedTable>
  )
}
