import { Table } from '@mantine/core'
import { useWords } from '../../../i18n/index.ts'
import { formatMoney } from '../../../lib/format.ts'
import { ShowMore, useShown } from '../../../ui/ShowMore.tsx'
import { StackedTable } from '../../../ui/StackedTable.tsx'
import { Empty } from '../../../ui/States.tsx'

interface Item {
  id: string
  name: string
  ref: string | null
  price?: string | null
}

/** Deals, discounts, options or charges. */
export function ItemsTable({ items, empty, priced }: { items: Item[]; empty: string; priced?: boolean }) {
  const { t, locale } = useWords()
  const { shown, more, showMore } = useShown(items)
  if (items.length === 0) return <Empty text={empty} />
  return (
    <>
      <StackedTable>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('catalog.name')}</Table.Th>
            {priced && <Table.Th ta={{ sm: 'right' }}>{t('catalog.price')}</Table.Th>}
            <Table.Th>{t('catalog.ref')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ id, name, ref, price }) => (
            <Table.Tr key={id}>
              <Table.Td data-label={t('catalog.name')}>{name}</Table.Td>
              {priced && (
                <Table.Td data-label={t('catalog.price')} ta={{ sm: 'right' }}>
                  {price ? formatMoney(locale, price) : t('common.none')}
                </Table.Td>
              )}
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
