import type { Order, OrderItem, OrderOption } from '@hub/contract'
import { Table, Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useWords } from '../../../i18n/index.ts'
import { formatDecimal, formatMoney } from '../../../lib/format.ts'
import { inOrder } from '../../../ui/inOrder.ts'
import { Section } from '../../../ui/Section.tsx'
import { Empty } from '../../../ui/States.tsx'
import { groupItems } from '../order.ts'
import classes from './ItemsCard.module.css'

/** Items under their deals, then discounts and charges, then the total. */
export function ItemsCard({ order }: { order: Order }) {
  const { t, locale } = useWords()
  const hasLines = order.items.length + order.discounts.length + order.charges.length > 0
  return (
    <Section title={t('order.items')}>
      {!hasLines && <Empty text={t('order.items.empty')} />}
      <Table className={classes.items}>
        {hasLines && (
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('order.item.name')}</Table.Th>
              <Table.Th>{t('order.item.quantity')}</Table.Th>
              <Table.Th>{t('order.item.total')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
        )}
        <Table.Tbody>
          {groupItems(order).map(({ key, deal, items }) => [
            deal !== undefined && (
              <Table.Tr key={key}>
                <Table.Td colSpan={3} fw={600}>
                  {deal}
                </Table.Td>
              </Table.Tr>
            ),
            ...items.map((item) => <ItemRow key={item.id} item={item} indented={deal !== undefined} />),
          ])}
          {order.discounts.map(({ id, name, price_off, deleted }) => (
            <AmountRow key={id} name={name} amount={negated(price_off)} deleted={deleted} />
          ))}
          {order.charges.map(({ id, name, price, deleted }) => (
            <AmountRow key={id} name={name} amount={price} deleted={deleted} />
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr className={classes.total}>
            <Table.Th colSpan={2}>{t('order.total')}</Table.Th>
            <Table.Th>{formatMoney(locale, order.total)}</Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Section>
  )
}

const negated = (money: string) => (money.startsWith('-') ? money.slice(1) : `-${money}`)

function Deleted({ deleted }: { deleted: boolean }) {
  const { t } = useWords()
  return deleted && <span className="hub-grey"> ({t('order.item.deleted')})</span>
}

function ItemRow({ item, indented }: { item: OrderItem; indented: boolean }) {
  const { t, locale } = useWords()
  const name = [item.product_name, item.sku_name].filter(Boolean).join(' ')
  return (
    <Table.Tr data-deleted={item.deleted || undefined}>
      <Table.Td pl={indented ? 28 : undefined}>
        <span className={classes.name}>{item.sku_ref ? `${name} (${item.sku_ref})` : name}</span>
        <Deleted deleted={item.deleted} />
        {inOrder(item.options.map((option) => optionLine(t, option)))}
        {item.customer_notes && (
          <Text size="sm" fs="italic">
            {item.customer_notes}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{formatDecimal(locale, item.quantity)}</Table.Td>
      <Table.Td>{formatMoney(locale, item.subtotal)}</Table.Td>
    </Table.Tr>
  )
}

function optionLine(t: TFunction, option: OrderOption) {
  return (
    <Text size="sm" c="var(--hub-grey)" td={option.removed ? 'line-through' : undefined}>
      {t('order.item.option', { list: option.option_list_name, option: option.name })}
      {option.quantity !== 1 && ` × ${option.quantity}`}
      {option.removed && ` (${t('order.item.removed')})`}
    </Text>
  )
}

function AmountRow({ name, amount, deleted }: { name: string; amount: string; deleted: boolean }) {
  const { locale } = useWords()
  return (
    <Table.Tr data-deleted={deleted || undefined}>
      <Table.Td colSpan={2}>
        <span className={classes.name}>{name}</span>
        <Deleted deleted={deleted} />
      </Table.Td>
      <Table.Td>{formatMoney(locale, amount)}</Table.Td>
    </Table.Tr>
  )
}
