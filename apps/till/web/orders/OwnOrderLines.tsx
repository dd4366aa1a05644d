import { parseDecimal, withoutTax } from '@hub/money'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../labels/index.ts'
import { formatMoney, formatRate } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button, UnavailableButton } from '../ui/Button.tsx'
import type { OwnOrderState } from './useOwnOrder.ts'
import type { LineValues } from './values.ts'

const headings = ['code', 'name', 'quantity', 'net', 'price', 'discount', 'rate', 'total'] as const

/** The grid of W-12: quantities, prices and discounts are typed in place. */
export function OwnOrderLines({ sheet, onSearch }: { sheet: OwnOrderState; onSearch(): void }) {
  const { values, selected, errors } = sheet
  const [code, setCode] = useState('')
  const enter = () => {
    const entry = code.trim()
    setCode('')
    if (entry === '') onSearch()
    else void sheet.enter(entry)
  }
  return (
    <div className="order-lines">
      <div className="grid-holder">
        <table className="grid" aria-label={t('order.lines')}>
          <thead>
            <tr>
              {headings.map((heading, index) => (
                <th key={heading} scope="col" className={index > 1 ? 'number' : undefined}>
                  {t(`order.column.${heading}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {values.lines.map((line, index) => (
              <Line key={line.key} sheet={sheet} line={line} index={index} />
            ))}
            <tr>
              <td colSpan={8}>
                <input
                  className="own-code"
                  aria-label={t('own.code')}
                  placeholder={t('order.empty')}
                  autoComplete="off"
                  value={code}
                  onChange={({ target }) => setCode(target.value)}
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter') return
                    event.preventDefault()
                    enter()
                  }}
                />
              </td>
            </tr>
          </tbody>
        </table>
        {errors.lines && <p className="field-error">{errors.lines}</p>}
      </div>
      <div className="order-line-keys">
        <UnavailableButton>{t('order.subtotal')}</UnavailableButton>
        <Button disabled={selected === undefined} onClick={sheet.erase}>
          {t('order.erase')}
        </Button>
        <Button onClick={onSearch}>{t('order.insert')}</Button>
        <Button disabled={selected === undefined} onClick={sheet.moveUp}>
          {t('order.up')}
        </Button>
        <Button disabled={selected === undefined} onClick={sheet.moveDown}>
          {t('order.down')}
        </Button>
      </div>
    </div>
  )
}

function Line({ sheet, line, index }: { sheet: OwnOrderState; line: LineValues; index: number }) {
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const { article, key } = line
  const priced = sheet.priced?.lines[index]
  const rate = priced?.vatRate ?? article.vatRates.take_away
  const net = (cents: number) => formatMoney(withoutTax(cents, parseDecimal(rate)), currency)
  const cell = (field: 'quantity' | 'price' | 'discount') => {
    const error = sheet.errors[`lines.${index}.${field}`]
    const name = t('own.line', {
      field: t(`order.column.${field}`),
      name: article.definition,
      line: index + 1,
    })
    return (
      <td className="number">
        <input
          aria-label={name}
          aria-invalid={error !== undefined}
          title={error}
          inputMode="decimal"
          autoComplete="off"
          value={line[field]}
          onChange={({ target }) => sheet.changeLine(key, { [field]: target.value })}
        />
        {error && <p className="field-error">{error}</p>}
      </td>
    )
  }
  return (
    <tr
      aria-selected={key === sheet.selected}
      onClick={() => sheet.select(key)}
      onFocus={() => sheet.select(key)}
    >
      <td>{article.code}</td>
      <td>
        {article.definition}
        {sheet.errors[`lines.${index}.idart`] && (
          <p className="field-error">{sheet.errors[`lines.${index}.idart`]}</p>
        )}
      </td>
      {cell('quantity')}
      <td className="number">{priced ? net(priced.unitCents) : '–'}</td>
      {cell('price')}
      {cell('discount')}
      <td className="number">{t('field.rate', { rate: formatRate(rate) })}</td>
      <td className="number">{priced ? net(priced.totalCents - priced.sharedDiscountCents) : '–'}</td>
    </tr>
  )
}
