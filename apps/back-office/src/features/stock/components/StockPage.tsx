import type { Stock } from '@hub/contract/manager'
import { Paper, Table } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../../i18n/index.ts'
import { api } from '../../../lib/api.ts'
import { formatDateTime, formatDecimal } from '../../../lib/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { ShowMore, useShown } from '../../../ui/ShowMore.tsx'
import { StackedTable } from '../../../ui/StackedTable.tsx'
import { Empty, Loaded } from '../../../ui/States.tsx'
import { useScope } from '../../session/scope.ts'

const stockQuery = (locationId: string) =>
  queryOptions({
    queryKey: ['stock', locationId],
    queryFn: () => api.get<Stock>(`/locations/${encodeURIComponent(locationId)}/inventory`),
  })

/** «INVENTAIRE» of one location (contract, back-office §4.11): read only. */
export function StockPage() {
  const { t } = useTranslation()
  const location = useScope()?.location
  return (
    <Page title={t('stock.title')}>
      <Paper p="md">
        {location ? <OfLocation locationId={location.id} /> : <Empty text={t('stock.chooseLocation')} />}
      </Paper>
    </Page>
  )
}

function OfLocation({ locationId }: { locationId: string }) {
  const { t } = useTranslation()
  const query = useQuery(stockQuery(locationId))
  return (
    <Loaded query={query}>
      {(stock) =>
        stock.entries.length === 0 ? <Empty text={t('stock.empty')} /> : <StockTable stock={stock} />
      }
    </Loaded>
  )
}

function StockTable({ stock: { entries, timezone } }: { stock: Stock }) {
  const { t, locale } = useWords()
  const { shown, more, showMore } = useShown(entries)
  const amount = (stock: string, expires_at: string | null) => {
    if (stock !== '0') return formatDecimal(locale, stock)
    if (expires_at === null) return t('stock.out')
    return t('stock.outUntil', { time: formatDateTime(locale, expires_at, timezone) })
  }
  return (
    <>
      <StackedTable>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('stock.kind')}</Table.Th>
            <Table.Th>{t('stock.ref')}</Table.Th>
            <Table.Th>{t('stock.stock')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ kind, ref, stock, expires_at }) => (
            <Table.Tr key={`${kind} ${ref}`}>
              <Table.Td data-label={t('stock.kind')}>{t(`stock.${kind}`)}</Table.Td>
              <Table.Td data-label={t('stock.ref')} className="hub-break">
                {ref}
              </Table.Td>
              <Table.Td data-label={t('stock.stock')}>{amount(stock, expires_at)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </StackedTable>
      {more && <ShowMore onClick={showMore} />}
    </>
  )
}
