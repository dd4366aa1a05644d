import { Table } from '@mantine/core'
import { useWords } from '../../../i18n/index.ts'
import { formatMoney } from '../../../lib/format.ts'
import { ShowMore, useShown } from '../../../ui/ShowMore.tsx'
import { StackedTable } from '../../../ui/StackedTable.tsx'
import { Empty } from '../../../ui/States.tsx'
import type { SkuRow } from '../rows.ts'

export function SkusTable({ rows }: { rows: SkuRow[] }) {
  const { t, locale } = useWords()
  const { shown, more, showMore } = useShown(rows)
  if (rows.length === 0) return <Empty text={t('catalog.skus.empty')} />
  return (
    <>
      <StackedTable>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('catalog.category')}</Table.Th>
            <Table.Th>{t('catalog.product')}</Table.Th>
            <Table.Th>{t('catalog.sku')}</Table.Th>
            <Table.Th ta={{ sm: 'right' }}>{t('catalog.price')}</Table.Th>
            <Table.Th>{t('catalog.ref')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ id, category, product, sku, price, ref }) => (
            <Table.Tr key={id}>
              <Table.Td data-label={t('catalog.category')}>{category}</Table.Td>
              <Table.Td data-label={t('catalog.product')}>{product}</Table.Td>
              <Table.Td data-label={t('catalog.sku')}>{sku ?? t('common.none')}</Table.Td>
              <Table.Td data-label={t('catalog.price')} ta={{ sm: 'right' }}>
                {formatMoney(locale, price)}
              </Table.Td>
              <Table.Td data-label={t('catalog.ref')} className="hub-break">
                {ref ?? t('common.none')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </StackedTable>
      {more && <ShowMore onClick={showMore} />}
    </>
  )
}
