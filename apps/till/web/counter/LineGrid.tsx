import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { formatQuantity } from './basket.ts'
import type { Counter } from './useCounter.ts'

const columns = ['code', 'definition', 'quantity', 'price', 'discount', 'total'] as const

interface LineGridProps {
  counter: Counter
  onPrice(line: number): void
}

/** The lines as priced: a menu shows each of its articles by itself. */
export function LineGrid({ counter: { priced, draft, dispatch }, onPrice }: LineGridProps) {
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const selected = useRef<HTMLTableRowElement>(null)
  const last = priced.lines.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line that just came, or was chosen, must be seen
  useEffect(() => {
    selected.current?.scrollIntoView({ block: 'nearest' })
  }, [last, draft.selected])
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
        <tbody>
          {priced.lines.map(
            ({ article, source, quantity, unitCents, discountCents, totalCents, menu }, index) => (
              <tr
                // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
                key={index}
                ref={source === draft.selected ? selected : undefined}
                aria-current={source === draft.selected}
                onClick={() => dispatch({ type: 'select', line: source })}
              >
                <td>{article.code}</td>
                <td>
                  {menu && !menu.isHeading
                    ? t('counter.inMenu', { definition: article.definition, menu: menu.name })
                    : article.definition}
                </td>
                <td className="number">{formatQuantity(quantity)}</td>
                <td className="number">
                  {menu?.isHeading ? (
                    formatMoney(unitCents, currency)
                  ) : (
                    <button
                      type="button"
                      className="counter-price"
                      tabIndex={source === draft.selected ? 0 : -1}
                      aria-label={t('counter.changePrice', {
                        definition: article.definition,
                        price: formatMoney(unitCents, currency),
                      })}
                      onClick={() => onPrice(source)}
                    >
                      {formatMoney(unitCents, currency)}
                    </button>
                  )}
                </td>
                <td className="number">{discountCents === 0 ? '' : formatMoney(-discountCents, currency)}</td>
                <td className="number">{formatMoney(totalCents, currency)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      {priced.lines.length === 0 && <p className="state">{t('counter.grid.empty')}</p>}
    </div>
  )
}

const isText = (column: string) => column === 'code' || column === 'definition'
