import { parseDecimal, withoutTax } from '@hub/money'
import { useId } from 'react'
import type { OrderOption } from '../../src/orders/wire.ts'
import type { PricedLine } from '../../src/sales/pricing.ts'
import { formatQuantity, multiplyQuantity, parseTypedQuantity } from '../counter/basket.ts'
import { t } from '../labels/index.ts'
import { formatMoney, formatRate } from '../lib/format.ts'
import type { OwnOrderState } from './useOwnOrder.ts'
import type { LineValues } from './values.ts'

interface OwnOrderLineProps {
  sheet: OwnOrderState
  line: LineValues
  index: number
  currency: string
}

/** A line with its options under it; above it the menu that it heads, when the menu has a price of its own. */
export function OwnOrderLine({ sheet, line, index, currency }: OwnOrderLineProps) {
  const { article, key, tariff, options } = line
  const pieces = sheet.priced?.lines.filter(({ source }) => source === index) ?? []
  const headings = pieces.filter(({ menu }) => menu?.isHeading)
  const own = pieces.filter(({ depth, menu }) => depth === 0 && !menu?.isHeading)
  const rate = own[0]?.vatRate ?? article.vatRates.take_away
  const net = (cents: number) => formatMoney(withoutTax(cents, parseDecimal(rate)), currency)
  const isSelected = key === sheet.selected
  const problem = sheet.errors[`lines.${index}.idart`]
  const refusalId = useId()
  const cell = (field: 'quantity' | 'price' | 'discount') => {
    const error = sheet.errors[`lines.${index}.${field}`]
    return (
      <td className="number">
        <input
          data-field={field}
          aria-label={t('own.line', {
            field: t(`order.column.${field}`),
            name: article.definition,
            line: index + 1,
          })}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : refusalId}
          inputMode="decimal"
          autoComplete="off"
          maxLength={12}
          value={line[field]}
          onChange={({ target }) => sheet.changeLine(key, { [field]: target.value })}
        />
      </td>
    )
  }
  const refusals = (['quantity', 'price', 'discount'] as const).flatMap((field) => {
    const error = sheet.errors[`lines.${index}.${field}`]
    return error === undefined ? [] : [`${t(`order.column.${field}`)} : ${error}`]
  })
  return (
    <>
      {headings.map((heading) => (
        <HeadingRow key={heading.menu?.key} heading={heading} currency={currency} />
      ))}
      <tr
        aria-selected={isSelected}
        onClick={() => sheet.select(key)}
        onFocus={() => sheet.select(key)}
        onKeyDown={(event) => {
          // As in CAISSE: «+» asks for the options of the line.
          if (event.key !== '+' || event.target instanceof HTMLButtonElement) return
          event.preventDefault()
          void sheet.editOptions(line)
        }}
      >
        <td>{article.code}</td>
        <td>
          {article.definition}
          {tariff && (
            <button
              type="button"
              className="own-choice"
              aria-label={t('own.tariff', { definition: article.definition, title: tariff.title })}
              onClick={() => void sheet.editTariff(line)}
            >
              {tariff.title}
            </button>
          )}
          {isSelected && (
            <button
              type="button"
              className="own-choice"
              aria-keyshortcuts="+"
              aria-label={t('options.of', { definition: article.definition })}
              onClick={() => void sheet.editOptions(line)}
            >
              {t('options.add')}
            </button>
          )}
          {own.some(({ menu }) => menu) && <small className="own-menu">{menuText(own, currency)}</small>}
          {problem && <p className="field-error">{problem}</p>}
        </td>
        {cell('quantity')}
        <td className="number">{own[0] ? net(own[0].unitCents) : '–'}</td>
        {cell('price')}
        {cell('discount')}
        <td className="number">{t('field.rate', { rate: formatRate(rate) })}</td>
        <td className="number">{own.length === 0 ? '–' : net(sum(own.map(netOfDiscount)))}</td>
      </tr>
      {refusals.length > 0 && (
        <tr className="own-refusal">
          <td colSpan={8} className="field-error" id={refusalId}>
            {refusals.join(' ')}
          </td>
        </tr>
      )}
      {options.map((option, place) => (
        <OptionRow
          key={`${option.groupId} ${option.article.idart}`}
          option={option}
          // A line that a menu takes a part of has its options once for each part.
          pieces={pieces.filter(({ depth }) => depth === 1).filter((_, at) => at % options.length === place)}
          count={parseTypedQuantity(line.quantity)}
          currency={currency}
          isSelected={isSelected}
          onSelect={() => sheet.select(key)}
        />
      ))}
    </>
  )
}

interface OptionRowProps {
  option: OrderOption
  /** What it comes to; empty while something typed cannot be read. */
  pieces: PricedLine[]
  /** How many of its article. */
  count: string | undefined
  currency: string
  isSelected: boolean
  onSelect(): void
}

function OptionRow({ option, pieces, count, currency, isSelected, onSelect }: OptionRowProps) {
  const { article, unitCents, quantity } = option
  const rate = pieces[0]?.vatRate
  const net = (cents: number) =>
    rate === undefined ? '–' : formatMoney(withoutTax(cents, parseDecimal(rate)), currency)
  const units = count && multiplyQuantity(count, String(quantity))
  return (
    <tr className="own-option" aria-selected={isSelected} onClick={onSelect}>
      <td>{article.code}</td>
      <td className="line-1">{article.definition}</td>
      <td className="number">{units ? formatQuantity(units) : '–'}</td>
      <td className="number">{net(unitCents)}</td>
      <td className="number">{formatMoney(unitCents, currency)}</td>
      <td />
      <td className="number">{rate === undefined ? '–' : t('field.rate', { rate: formatRate(rate) })}</td>
      <td className="number">{net(sum(pieces.map(netOfDiscount)))}</td>
    </tr>
  )
}

function HeadingRow({ heading, currency }: { heading: PricedLine; currency: string }) {
  const { article, quantity, unitCents, vatRate } = heading
  const net = (cents: number) => formatMoney(withoutTax(cents, parseDecimal(vatRate)), currency)
  return (
    <tr className="own-heading">
      <td>{article.code}</td>
      <td>{article.definition}</td>
      <td className="number">{formatQuantity(quantity)}</td>
      <td className="number">{net(unitCents)}</td>
      <td className="number">{formatMoney(unitCents, currency)}</td>
      <td />
      <td className="number">{t('field.rate', { rate: formatRate(vatRate) })}</td>
      <td className="number">{net(netOfDiscount(heading))}</td>
    </tr>
  )
}

/** `menu DEJEUNER −3,20 €`: which menus took the line, and what they take off it. */
function menuText(own: PricedLine[], currency: string): string {
  const inMenus = own.filter(({ menu }) => menu)
  const names = [...new Set(inMenus.map(({ menu }) => menu!.name))]
  const off = sum(inMenus.map(({ discountCents }) => discountCents))
  const amount = off === 0 ? '' : formatMoney(-off, currency)
  return `${t('own.inMenu', { name: names.join(', ') })} ${amount}`.trim()
}

const netOfDiscount = ({ totalCents, sharedDiscountCents }: PricedLine) => totalCents - sharedDiscountCents
const sum = (amounts: number[]) => amounts.reduce((total, cents) => total + cents, 0)
