import { Fragment, useId } from 'react'
import { nameOfLine } from '../../src/sales/printed-name.ts'
import type { Sale } from '../../src/sales/wire.ts'
import { milliOf } from '../../src/stock/quantity.ts'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { Button } from '../ui/Button.tsx'
import { leftMilli, readMilli, typedMilli } from './back.ts'

interface CreditLinesProps {
  sale: Sale
  /** Quantities as typed, by the rank of their line. */
  typed: Record<number, string>
  onChange(typed: Record<number, string>): void
}

/** What was sold, what is left of it, and what comes back. */
export function CreditLines({ sale, typed, onChange }: CreditLinesProps) {
  const id = useId()
  const fill = (of: (line: Sale['lines'][0]) => number) =>
    onChange(Object.fromEntries(sale.lines.map((line) => [line.rank, typedMilli(of(line))])))
  return (
    <>
      <div className="office-line">
        <strong className="spacer">{t('credit.lines')}</strong>
        <Button onClick={() => fill(leftMilli)}>{t('credit.all')}</Button>
        <Button onClick={() => fill(() => 0)}>{t('credit.nothing')}</Button>
      </div>
      <div className="grid-holder credit-lines">
        <table className="grid" aria-label={t('credit.lines')}>
          <thead>
            <tr>
              <th scope="col">{t('credit.line')}</th>
              <th scope="col" className="number">
                {t('credit.price')}
              </th>
              <th scope="col" className="number">
                {t('credit.sold')}
              </th>
              <th scope="col" className="number">
                {t('credit.left')}
              </th>
              <th scope="col" className="number">
                {t('credit.back')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sale.lines.map((line) => {
              const name = nameOfLine(line, sale.printsTariffTitle)
              const text = typed[line.rank] ?? ''
              const left = leftMilli(line)
              const milli = readMilli(text)
              const isWrong = milli === undefined || milli > left
              return (
                <Fragment key={line.rank}>
                  <tr>
                    <td className={line.depth === 1 ? 'credit-option' : undefined}>{name}</td>
                    <td className="number">
                      {formatMoney(line.totalCents - line.sharedDiscountCents, sale.currency)}
                    </td>
                    <td className="number">{typedMilli(milliOf(line.quantity))}</td>
                    <td className="number">{typedMilli(left)}</td>
                    <td className="number">
                      <input
                        className="number"
                        inputMode="decimal"
                        autoComplete="off"
                        aria-label={t('credit.back.of', { definition: name })}
                        aria-invalid={isWrong}
                        aria-describedby={isWrong ? `${id}-${line.rank}` : undefined}
                        disabled={left === 0}
                        value={text}
                        onChange={({ target }) => onChange({ ...typed, [line.rank]: target.value })}
                      />
                    </td>
                  </tr>
                  {isWrong && (
                    <tr>
                      <td colSpan={5} className="field-error" id={`${id}-${line.rank}`}>
                        {t('credit.bad', { typed: text, most: typedMilli(left) })}
                      </td>
                    </tr>
                  )}
                </Fragment>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}
