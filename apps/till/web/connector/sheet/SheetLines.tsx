import { parseDecimal, withoutTax } from '@hub/money'
import type { OrderLine, WebOrderDetails } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatMoney, formatRate } from '../../lib/format.ts'
import { Button, UnavailableButton } from '../../ui/Button.tsx'
import { type Column, DataGrid } from '../../ui/DataGrid.tsx'
import { formatQuantity } from '../quantity.ts'
import type { OrderSheetState } from './useOrderSheet.ts'

interface SheetLine {
  place: number
  line: OrderLine | null
  code: string
  name: string
}

/** The lines, the articles found for unknown ones, and a last empty line where F2 looks for them. */
export function SheetLines({ order, sheet }: { order: WebOrderDetails; sheet: OrderSheetState }) {
  const { added, selected } = sheet
  const rows: SheetLine[] = [
    ...order.lines.map((line) => ({ line, code: line.code, name: line.name })),
    ...added.map(({ idart, internalCode, definition }) => ({
      line: null,
      code: internalCode ?? String(idart),
      name: `${definition} ${t('order.added')}`,
    })),
    { line: null, code: '', name: t('order.empty') },
  ].map((row, place) => ({ ...row, place }))
  const chosen = selected === undefined ? undefined : rows[selected]
  const isAdded = chosen !== undefined && chosen.line === null && chosen.code !== ''
  return (
    <div className="order-lines">
      <DataGrid
        label={t('order.lines')}
        columns={columns(order.currency)}
        rows={rows}
        rowKey={({ place }) => place}
        rowClass={({ line }) => (line?.known === false ? 'row-unknown' : undefined)}
        selected={selected}
        onSelect={({ place }) => sheet.select(place)}
        onOpen={({ line }) => !line && sheet.ask('article')}
        empty=""
      />
      <div className="order-line-keys">
        <UnavailableButton>{t('order.subtotal')}</UnavailableButton>
        <Button disabled={chosen?.line?.known !== false && !isAdded} onClick={sheet.erase}>
          {t('order.erase')}
        </Button>
        <UnavailableButton>{t('order.insert')}</UnavailableButton>
        <UnavailableButton>{t('order.up')}</UnavailableButton>
        <UnavailableButton>{t('order.down')}</UnavailableButton>
      </div>
    </div>
  )
}

const columns = (currency: string): Column<SheetLine>[] => {
  const cell = (label: OrderColumn, render: (line: OrderLine) => string): Column<SheetLine> => ({
    key: label,
    label: t(`order.column.${label}`),
    isNumber: true,
    render: ({ line }) => line && render(line),
  })
  const net = (cents: number, line: OrderLine) =>
    formatMoney(withoutTax(cents, parseDecimal(line.vatRate)), currency)
  return [
    { key: 'code', label: t('order.column.code'), render: ({ code }) => code },
    {
      key: 'name',
      label: t('order.column.name'),
      render: ({ line, name }) => <span className={`line-${Math.min(line?.depth ?? 0, 2)}`}>{name}</span>,
    },
    cell('quantity', ({ quantity }) => formatQuantity(quantity)),
    cell('net', (line) => net(line.unitCents, line)),
    cell('price', ({ unitCents }) => formatMoney(unitCents, currency)),
    cell('discount', () => formatMoney(0, currency)),
    cell('rate', ({ vatRate }) => `${formatRate(vatRate)} %`),
    cell('total', (line) => net(line.totalCents, line)),
  ]
}

type OrderColumn = 'quantity' | 'net' | 'price' | 'discount' | 'rate' | 'total'
