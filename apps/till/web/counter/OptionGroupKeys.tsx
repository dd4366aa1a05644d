import { useQuery } from '@tanstack/react-query'
import { countIn } from '../../src/sales/option-rules.ts'
import type { BasketOption, SellableGroup, SoldArticle } from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { timesChosen } from './options.ts'

interface OptionGroupKeysProps {
  group: SellableGroup
  /** The digit that focuses the first option; options past 9 have none. */
  firstDigit: number
  chosen: BasketOption[]
  onAdd(option: SoldArticle): void
  onRemove(option: SoldArticle): void
}

export function OptionGroupKeys({ group, firstDigit, chosen, onAdd, onRemove }: OptionGroupKeysProps) {
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  return (
    <fieldset className="options-group">
      <legend>
        {group.name} <small>{ruleOf(group, countIn(group, chosen))}</small>
      </legend>
      {group.options.map((option, index) => {
        const times = timesChosen(chosen, group, option)
        const digit = firstDigit + index
        return (
          <div key={option.idart} className="options-one">
            <button
              type="button"
              className={times > 0 ? 'ckey ckey-choice is-chosen' : 'ckey ckey-choice'}
              aria-pressed={times > 0}
              onClick={() => onAdd(option)}
            >
              {digit <= 9 && (
                <span className="choice-digit" aria-hidden="true">
                  {digit}
                </span>
              )}
              <span>
                {times > 1 && `${times} × `}
                {option.definition}
              </span>
              <small>{option.unitCents === 0 ? '' : formatMoney(option.unitCents, currency)}</small>
            </button>
            {times > 0 && (
              <button
                type="button"
                className="ckey options-less"
                tabIndex={-1}
                aria-label={t('options.less', { option: option.definition })}
                onClick={() => onRemove(option)}
              >
                −
              </button>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

function ruleOf({ minSelections, maxSelections }: SellableGroup, count: number): string {
  const most = maxSelections ?? undefined
  if (most === undefined)
    return minSelections === 0
      ? t('options.rule.any', { count })
      : t('options.rule.least', { count, least: minSelections })
  if (minSelections === most) return t('options.rule.exactly', { count, most })
  return minSelections === 0
    ? t('options.rule.most', { count, most })
    : t('options.rule.between', { count, least: minSelections, most })
}
