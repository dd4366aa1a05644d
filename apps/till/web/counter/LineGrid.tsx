import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { PricedLine } from '../../src/sales/pricing.ts'
import { nameInMenu } from '../../src/sales/printed-name.ts'
import type { BasketLine } from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { formatQuantity } from './basket.ts'
import { ComposedRows } from './ComposedRows.tsx'
import type { Counter } from './useCounter.ts'

const columns = ['code', 'definition', 'quantity', 'price', 'discount', 'total'] as const

interface LineGridProps {
  counter: Counter
  onPrice(line: number): void
}

/** The lines as priced: a menu shows each of its articles, options are under their article. */
export function LineGrid({ counter, onPrice }: LineGridProps) {
  const { priced, draft, dispatch } = counter
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const body = useRef<HTMLTableSectionElement>(null)
  const last = priced.lines.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line that just came, or was chosen, must be seen
  useEffect(() => {
    // Scrolls to the last option first, then to the line itself, which matters more if there is no room for
    // both.
    const rows = [...(body.current?.querySelectorAll('[aria-current=true]') ?? [])]
    rows.at(-1)?.scrollIntoView({ block: 'nearest' })
    rows[0]?.scrollIntoView({ block: 'nearest' })
  }, [last, draft.selected])
  const open = (line: number) => {
    dispatch({ type: 'select', line })
    counter.editOptions()
  }
  return (
    <div className="grid-holder">
      <table className="grid counter-grid" aria-label={t('counter.grid')}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={isText(column) ? undefined : 'number'}>
                {t(`counter.grid.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rowsOf(priced.lines, draft.basket.lines).map((row) =>
            row.kind === 'menu' ? (
              <ComposedRows
                key={row.key}
                line={row.line}
                priced={row.priced}
                currency={currency}
                isSelected={row.source === draft.selected}
                onOpen={() => open(row.source)}
              />
            ) : (
              <Line
                key={row.key}
                line={row.line}
                currency={currency}
                isSelected={row.line.source === draft.selected}
                hasOptions={
                  row.line.depth === 0 &&
                  !row.line.menu?.isHeading &&
                  draft.basket.lines[row.line.source]!.article.optionGroups.length > 0
                }
                onSelect={() => dispatch({ type: 'select', line: row.line.source })}
                onPrice={() => onPrice(row.line.source)}
                onOptions={() => open(row.line.source)}
              />
            ),
          )}
        </tbody>
      </table>
      {priced.lines.length === 0 && <p className="state">{t('counter.grid.empty')}</p>}
    </div>
  )
}

type Row =
  | { kind: 'line'; key: number; line: PricedLine }
  | { kind: 'menu'; key: number; source: number; line: BasketLine; priced: PricedLine[] }

/** A composed menu is one row with its priced lines. A row is identified by its index only. */
function rowsOf(priced: PricedLine[], lines: BasketLine[]): Row[] {
  const rows: Row[] = []
  for (const line of priced) {
    const { source } = line
    const sold = lines[source]
    const last = rows.at(-1)
    if (!sold?.composition) rows.push({ kind: 'line', key: rows.length, line })
    else if (last?.kind === 'menu' && last.source === source) last.priced.push(line)
    else rows.push({ kind: 'menu', key: rows.length, source, line: sold, priced: [line] })
  }
  return rows
}

interface LineProps {
  line: PricedLine
  currency: string
  /** True for the selected line and the options under it. */
  isSelected: boolean
  hasOptions: boolean
  onSelect(): void
  onPrice(): void
  onOptions(): void
}

function Line({ line, currency, isSelected, hasOptions, onSelect, onPrice, onOptions }: LineProps) {
  const { article, depth, quantity, unitCents, discountCents, totalCents, menu } = line
  return (
    <tr className={depth === 1 ? 'counter-option' : undefined} aria-current={isSelected} onClick={onSelect}>
      <td>{article.code}</td>
      <td>
        {labelOf(line)}
        {hasOptions && isSelected && (
          <button
            type="button"
            className="counter-price"
            aria-keyshortcuts="+"
            aria-label={t('options.of', { definition: article.definition })}
            onClick={(event) => {
              event.stopPropagation()
              onOptions()
            }}
          >
            {t('options.add')}
          </button>
        )}
      </td>
      <td className="number">{formatQuantity(quantity)}</td>
      <td className="number">
        {depth === 1 || menu?.isHeading || (menu && unitCents === 0) ? (
          formatMoney(unitCents, currency)
        ) : (
          <button
            type="button"
            className="counter-price"
            tabIndex={isSelected ? 0 : -1}
            aria-label={t('counter.changePrice', {
              definition: article.definition,
              price: formatMoney(unitCents, currency),
            })}
            onClick={onPrice}
          >
            {formatMoney(unitCents, currency)}
          </button>
        )}
      </td>
      <td className="number">{discountCents === 0 ? '' : formatMoney(-discountCents, currency)}</td>
      <td className="number">{formatMoney(totalCents, currency)}</td>
    </tr>
  )
}

function labelOf({ article, tariff, menu }: PricedLine): string {
  const definition = tariff
    ? t('counter.withTariff', { definition: article.definition, title: tariff.title })
    : article.definition
  return menu && !menu.isHeading ? nameInMenu(definition, menu.name) : definition
}

const isText = (column: string) => column === 'code' || column === 'definition'
