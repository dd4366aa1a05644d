import { formatTypedAmount, parseDecimal, withoutTax } from '@hub/money'
import type { OrderLine, WebOrderDetails } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatMoney, formatRate } from '../../lib/format.ts'
import { moveInCells } from '../../lib/gridKeys.ts'
import { Button, UnavailableButton } from '../../ui/Button.tsx'
import { type Column, DataGrid } from '../../ui/DataGrid.tsx'
import { formatQuantity } from '../quantity.ts'
import { lineCents, typedQuantity } from './edits.ts'
import type { OrderSheetState } from './useOrderSheet.ts'

interface SheetLine {
  place: number
  line: OrderLine | null
  code: string
  name: string
}

/**
 * The lines, the articles found for unknown ones, and a last empty line where F2 searches. Greyed: the
 * customer set the order of the lines, and «SS/TOT» looks for menus, which come with the order.
 */
export function SheetLines({ order, sheet }: { order: WebOrderDetails; sheet: OrderSheetState }) {
  const { added, selected, lines, edits, isEditable } = sheet
  const empty = { line: null, code: '', name: t('order.empty') }
  const rows: SheetLine[] = [
    ...lines.map((line) => ({ line, code: line.code, name: line.name })),
    ...added.map(({ idart, internalCode, definition }) => ({
      line: null,
      code: internalCode ?? String(idart),
      name: `${definition} ${t(isEditable ? 'order.addedHere' : 'order.added')}`,
    })),
    empty,
  ]
    .map((row, place) => ({ ...row, place }))
    .filter(({ place }) => !edits.removed.includes(place))
  const chosen = rows.find(({ place }) => place === selected)
  const isAdded = chosen !== undefined && chosen.line === null && chosen.code !== ''
  const mayErase = isAdded || chosen?.line?.known === false || (isEditable && chosen?.line != null)
  return (
    <div className="order-lines">
      <DataGrid
        label={t('order.lines')}
        columns={columns(order.currency, sheet)}
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
        <Button disabled={!mayErase} onClick={sheet.erase}>
          {t('order.erase')}
        </Button>
        <Button disabled={order.isFinal} onClick={() => sheet.ask('article')}>
          {t('order.insert')}
        </Button>
        <UnavailableButton>{t('order.up')}</UnavailableButton>
        <UnavailableButton>{t('order.down')}</UnavailableButton>
      </div>
    </div>
  )
}

const columns = (currency: string, sheet: OrderSheetState): Column<SheetLine>[] => {
  const cell = (
    label: OrderColumn,
    render: (line: OrderLine, place: number) => React.ReactNode,
  ): Column<SheetLine> => ({
    key: label,
    label: t(`order.column.${label}`),
    isNumber: true,
    render: ({ line, place }) => line && render(line, place),
  })
  const net = (cents: number | undefined, line: OrderLine) =>
    cents === undefined ? '–' : formatMoney(withoutTax(cents, parseDecimal(line.vatRate)), currency)
  const typed = (field: 'quantity' | 'price', line: OrderLine, place: number) => (
    <LineCell field={field} line={line} place={place} sheet={sheet} />
  )
  const isTyped = (line: OrderLine) => sheet.isEditable && line.kind !== 'deal'
  return [
    { key: 'code', label: t('order.column.code'), render: ({ code }) => code },
    {
      key: 'name',
      label: t('order.column.name'),
      render: ({ line, name }) => <span className={`line-${Math.min(line?.depth ?? 0, 2)}`}>{name}</span>,
    },
    cell('quantity', (line, place) =>
      isTyped(line) ? typed('quantity', line, place) : formatQuantity(line.quantity),
    ),
    cell('net', (line) => net(line.unitCents, line)),
    cell('price', (line, place) =>
      isTyped(line) ? typed('price', line, place) : formatMoney(line.unitCents, currency),
    ),
    cell('discount', () => formatMoney(0, currency)),
    cell('rate', ({ vatRate }) => `${formatRate(vatRate)} %`),
    cell('total', (line, place) => net(lineCents(line, sheet.edits.cells[place]), line)),
  ]
}

interface LineCellProps {
  field: 'quantity' | 'price'
  line: OrderLine
  place: number
  sheet: OrderSheetState
}

function LineCell({ field, line, place, sheet }: LineCellProps) {
  const { edits, errors, lines } = sheet
  const sentPlace = lines.slice(0, place).filter((_, index) => !edits.removed.includes(index)).length
  const error = errors[`lines.${sentPlace}.${field}`]
  const shown = field === 'quantity' ? typedQuantity(line.quantity) : formatTypedAmount(line.unitCents)
  return (
    <input
      data-field={field}
      aria-label={t('own.line', { field: t(`order.column.${field}`), name: line.name, line: place + 1 })}
      aria-invalid={error !== undefined}
      title={error}
      inputMode="decimal"
      autoComplete="off"
      maxLength={12}
      value={edits.cells[place]?.[field] ?? shown}
      onChange={({ target }) => sheet.type(place, { [field]: target.value })}
      onKeyDown={(event) => {
        // In a text field, Home and End belong to the cell, not to the list.
        if (!moveInCells(event) && (event.key === 'Home' || event.key === 'End')) event.stopPropagation()
      }}
    />
  )
}

type OrderColumn = 'quantity' | 'net' | 'price' | 'discount' | 'rate' | 'total'
