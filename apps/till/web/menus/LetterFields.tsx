import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { classificationQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { CheckBox, SelectField, TextField } from '../ui/fields.tsx'
import type { TypedChoice, TypedLetter } from './letterValues.ts'

interface LetterFieldsProps {
  index: number
  letter: TypedLetter
  errors: Readonly<Record<string, string>>
  onChange(change: Partial<TypedLetter>): void
  /** «Ajouter un article». */
  onAdd(): void
  /** «Ajouter un rayon»: all of its articles. */
  onAddRayon(rayonId: string): void
}

/** One letter of «Compo»: its label, its articles and their supplements. */
export function LetterFields(props: LetterFieldsProps) {
  const { index, letter, errors, onChange, onAdd, onAddRayon } = props
  const { choices } = letter
  const rayons = useQuery(classificationQuery).data ?? []
  /** Ticked again, none is. */
  const setDefault = (place: number) =>
    onChange({
      choices: choices.map((choice, index) => ({
        ...choice,
        isDefault: index === place && !choice.isDefault,
      })),
    })
  const setChoice = (place: number, change: Partial<TypedChoice>) =>
    onChange({ choices: choices.with(place, { ...choices[place]!, ...change }) })
  return (
    <fieldset className="letter">
      <legend>{t('letters.letter', { letter: letter.letter })}</legend>
      <TextField
        label={t('letters.label')}
        maxLength={40}
        value={letter.label}
        error={errors[`letters.${index}.label`]}
        onChange={(label) => onChange({ label })}
      />
      <CheckBox
        label={t('letters.optional')}
        isChecked={letter.isOptional}
        onChange={(isOptional) => onChange({ isOptional })}
      />
      <Button onClick={onAdd}>{t('letters.add')}</Button>
      <SelectField
        label={t('letters.addRayon')}
        value=""
        choices={[
          { value: '', label: t('field.choose') },
          ...rayons.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={onAddRayon}
      />
      {choices.length === 0 && <p className="help">{t('letters.none')}</p>}
      {choices.length > 0 && (
        <p className="letter-head" aria-hidden="true">
          <span>{t('letters.choices')}</span>
          <span>{t('letters.defaultHead')}</span>
          <span>{t('letters.extraHead')}</span>
        </p>
      )}
      <ul className="letter-choices" aria-label={t('letters.choices')}>
        {choices.map(({ idart, definition, extra, isDefault }, place) => (
          <li key={idart}>
            <span>{definition}</span>
            <input
              type="checkbox"
              aria-label={t('letters.default', { article: definition })}
              checked={isDefault}
              onChange={() => setDefault(place)}
            />
            <input
              className="number"
              aria-label={t('letters.extra', { article: definition })}
              placeholder={t('letters.noExtra')}
              inputMode="decimal"
              autoComplete="off"
              aria-invalid={errors[`letters.${index}.choices.${place}.extra`] !== undefined}
              value={extra}
              onChange={(event) => setChoice(place, { extra: event.target.value })}
            />
            <Button
              className="button button-square"
              aria-label={t('letters.remove', { article: definition })}
              onClick={() => onChange({ choices: choices.toSpliced(place, 1) })}
            >
              ×
            </Button>
            <ChoiceError index={index} place={place} errors={errors} />
          </li>
        ))}
      </ul>
      {errors[`letters.${index}.choices`] && (
        <p className="field-error">{errors[`letters.${index}.choices`]}</p>
      )}
    </fieldset>
  )
}

function ChoiceError({
  index,
  place,
  errors,
}: Pick<LetterFieldsProps, 'index' | 'errors'> & { place: number }) {
  const path = `letters.${index}.choices.${place}`
  const error = errors[`${path}.extra`] ?? errors[`${path}.idart`]
  return error === undefined ? null : <p className="field-error">{error}</p>
}
