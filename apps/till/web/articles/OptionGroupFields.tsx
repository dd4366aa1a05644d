import { useQuery } from '@tanstack/react-query'
import type { OptionArticle } from '../../src/articles/wire.ts'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import type { TypedGroup } from './values.ts'

interface OptionGroupFieldsProps {
  index: number
  group: TypedGroup
  /** Every «Article Option» of the till. */
  options: OptionArticle[]
  errors: Readonly<Record<string, string>>
  onChange(change: Partial<TypedGroup>): void
  onRemove(): void
}

export function OptionGroupFields(props: OptionGroupFieldsProps) {
  const { index, group, options, errors, onChange, onRemove } = props
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const named = new Map(options.map((option) => [option.idart, option]))
  const labelOf = ({ definition, priceCents }: OptionArticle) =>
    `${definition} — ${formatMoney(priceCents, currency)}`
  const left = options.filter(({ idart }) => !group.options.includes(idart))
  const field = (name: 'name' | 'minSelections' | 'maxSelections') => (
    <TextField
      label={t(`option.${name}`)}
      name={`optionGroups.${index}.${name}`}
      className={name === 'name' ? undefined : 'number'}
      inputMode={name === 'name' ? 'text' : 'numeric'}
      placeholder={name === 'maxSelections' ? t('option.noLimit') : undefined}
      value={group[name]}
      error={errors[`optionGroups.${index}.${name}`]}
      onChange={(typed) => onChange({ [name]: typed })}
    />
  )
  const move = (from: number, to: number) =>
    onChange({ options: group.options.toSpliced(from, 1).toSpliced(to, 0, group.options[from]!) })
  return (
    <fieldset className="option-group">
      <legend>{group.name || t('option.newGroup')}</legend>
      <div className="option-group-head">
        {field('name')}
        {field('minSelections')}
        {field('maxSelections')}
        <Button look="danger" onClick={onRemove}>
          {t('option.removeGroup')}
        </Button>
      </div>
      <ol className="option-list">
        {group.options.map((idart, place) => {
          const option = named.get(idart)
          const label = option ? labelOf(option) : String(idart)
          return (
            <li key={idart}>
              <span>{label}</span>
              <Button
                className="button button-square"
                aria-label={t('option.up', { option: label })}
                disabled={place === 0}
                onClick={() => move(place, place - 1)}
              >
                ↑
              </Button>
              <Button
                className="button button-square"
                aria-label={t('option.down', { option: label })}
                disabled={place === group.options.length - 1}
                onClick={() => move(place, place + 1)}
              >
                ↓
              </Button>
              <Button
                className="button button-square"
                aria-label={t('option.remove', { option: label })}
                onClick={() => onChange({ options: group.options.toSpliced(place, 1) })}
              >
                ×
              </Button>
            </li>
          )
        })}
      </ol>
      <SelectField
        label={t('option.add')}
        name={`optionGroups.${index}.options`}
        value=""
        isDisabled={left.length === 0}
        choices={[
          { value: '', label: t('field.choose') },
          ...left.map((option) => ({ value: String(option.idart), label: labelOf(option) })),
        ]}
        error={errors[`optionGroups.${index}.options`]}
        onChange={(idart) => onChange({ options: [...group.options, Number(idart)] })}
      />
    </fieldset>
  )
}
