import { sum } from '../../src/sales/amounts.ts'
import type { PricedLine } from '../../src/sales/pricing.ts'
import type { BasketComponent, BasketLine } from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { formatQuantity } from './basket.ts'

interface ComposedRowsProps {
  line: BasketLine
  /** Its priced lines: its own line if it has one, its articles and their options. */
  priced: PricedLine[]
  currency: string
  isSelected: boolean
  /** Selects it and opens its composition. */
  onOpen(): void
}

/**
 * A composed menu in the basket: its header, the choices, supplements and options (contract, counter T13).
 */
export function ComposedRows({ line, priced, currency, isSelected, onOpen }: ComposedRowsProps) {
  const { article, quantity, unitCents, composition } = line
  // The header shows the discount of the whole menu, its options included.
  const options = priced.filter(({ depth }) => depth === 1)
  const totalCents =
    sum(priced.map((one) => one.totalCents)) - sum(options.map(({ grossCents }) => grossCents))
  const discountCents = unitCents * Number(quantity) - totalCents
  return (
    <>
      <tr aria-current={isSelected} onClick={onOpen}>
        <td>{article.code}</td>
        <td>
          {article.definition}
          {isSelected && (
            <button
              type="button"
              className="counter-price"
              aria-keyshortcuts="+"
              aria-label={t('composition.title', { menu: article.definition })}
              onClick={(event) => {
                event.stopPropagation()
                onOpen()
              }}
            >
              {t('composition.open')}
            </button>
          )}
        </td>
        <td className="number">{formatQuantity(quantity)}</td>
        <td className="number">{formatMoney(unitCents, currency)}</td>
        <td className="number">{discountCents === 0 ? '' : formatMoney(-discountCents, currency)}</td>
        <td className="number">{formatMoney(totalCents, currency)}</td>
      </tr>
      {composition?.components.map((component) => (
        <ComponentRows
          key={component.letter}
          component={component}
          quantity={quantity}
          currency={currency}
          isSelected={isSelected}
          onOpen={onOpen}
        />
      ))}
    </>
  )
}

interface ComponentRowsProps extends Pick<ComposedRowsProps, 'currency' | 'isSelected' | 'onOpen'> {
  component: BasketComponent
  /** The menu's quantity. */
  quantity: string
}

function ComponentRows({ component, quantity, currency, isSelected, onOpen }: ComponentRowsProps) {
  const { article, tariff, extraCents, options } = component
  const name = tariff
    ? t('counter.withTariff', { definition: article.definition, title: tariff.title })
    : article.definition
  return (
    <>
      <tr className="counter-option" aria-current={isSelected} onClick={onOpen}>
        <td />
        <td>{name}</td>
        <td className="number">{formatQuantity(quantity)}</td>
        <td className="number">
          {extraCents === 0 ? '' : t('composition.extra', { amount: formatMoney(extraCents, currency) })}
        </td>
        <td />
        <td />
      </tr>
      {options.map((option) => {
        const count = option.quantity * Number(quantity)
        return (
          <tr
            key={`${option.groupId} ${option.article.idart}`}
            className="counter-option counter-suboption"
            aria-current={isSelected}
            onClick={onOpen}
          >
            <td />
            <td>{option.article.definition}</td>
            <td className="number">{formatQuantity(String(count))}</td>
            <td className="number">{formatMoney(option.unitCents, currency)}</td>
            <td />
            <td className="number">{formatMoney(option.unitCents * count, currency)}</td>
          </tr>
        )
      })}
    </>
  )
}
