import type { OrderRow } from '@hub/contract/manager'
import { Table } from '@mantine/core'
import { useWords } from '../../../i18n/index.ts'
import { formatDateTime, formatMoney, utcOffset } from '../../../lib/format.ts'
import { TextLink } from '../../../ui/links.tsx'
import { Named } from '../../../ui/Named.tsx'
import { StackedTable } from '../../../ui/StackedTable.tsx'
import { StatusBadge } from './StatusBadge.tsx'

interface Props {
  orders: OrderRow[]
  timezone: string
  /** With «Tous les points de vente». */
  showLocation: boolean
  /** Whether a row came while the list was looked at. */
  isNew?: (order: OrderRow) => boolean
}

export const orderKey = ({ location, id }: OrderRow) => `${location.id} ${id}`

export function OrdersTable({ orders, timezone, showLocation, isNew }: Props) {
  const { t, locale } = useWords()
  const date = t('orders.date', { offset: utcOffset(timezone) })
  return (
    <StackedTable>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{date}</Table.Th>
          {showLocation && <Table.Th>{t('orders.location')}</Table.Th>}
          <Table.Th>{t('orders.customer')}</Table.Th>
          <Table.Th ta={{ sm: 'right' }}>{t('orders.amount')}</Table.Th>
          <Table.Th>{t('orders.status')}</Table.Th>
          <Table.Th>{t('orders.origin')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {orders.map((order) => {
          const { id, location, created_at, customer_name, total, status, origin } = order
          return (
            <Table.Tr key={orderKey(order)} data-new={isNew?.(order) || undefined}>
              <Table.Td data-label={date}>
                <TextLink
                  to="/orders/$locationId/$orderId"
                  params={{ locationId: location.id, orderId: id }}
                  size="sm"
                >
                  <Named name={formatDateTime(locale, created_at, timezone)} id={id} />
                </TextLink>
              </Table.Td>
              {showLocation && (
                <Table.Td data-label={t('orders.location')}>
                  <Named {...location} />
                </Table.Td>
              )}
              <Table.Td data-label={t('orders.customer')}>{customer_name ?? t('common.none')}</Table.Td>
              <Table.Td data-label={t('orders.amount')} ta={{ sm: 'right' }}>
                {formatMoney(locale, total)}
              </Table.Td>
              <Table.Td data-label={t('orders.status')}>
                <StatusBadge status={status} />
              </Table.Td>
              <Table.Td data-label={t('orders.origin')}>{origin}</Table.Td>
            </Table.Tr>
          )
        })}
      </Table.Tbody>
    </StackedTable>
  )
}
