import { useId } from 'react'
import { t } from '../labels/index.ts'
import { CheckBox, TextField } from '../ui/fields.tsx'
import type { PageProps } from './SheetForm.tsx'

/** «Préparation». */
export const PreparationPage = ({ values, change, errors }: PageProps) => (
  <fieldset className="preparation">
    <legend>{t('preparation.title')}</legend>
    <div>
      <CheckBox
        label={t('field.isOption')}
        name="isOption"
        isChecked={values.isOption}
        error={errors.isOption}
        onChange={(isOption) => change({ isOption })}
      />
      <p className="help">{t('preparation.help')}</p>
    </div>
    <div>
      <CheckBox
        label={t('preparation.prepared')}
        name="isPrepared"
        isChecked={values.isPrepared}
        error={errors.isPrepared}
        onChange={(isPrepared) => change({ isPrepared })}
      />
      <TextField
        label={t('preparation.minutes')}
        name="preparationMinutes"
        className="number"
        inputMode="numeric"
        maxLength={3}
        disabled={!values.isPrepared}
        value={values.preparationMinutes}
        error={errors.preparationMinutes}
        onChange={(preparationMinutes) => change({ preparationMinutes })}
      />
      <p className="help">{t('preparation.minutesHelp')}</p>
      <TextField
        label={t('preparation.ticket')}
        name="preparationTicket"
        maxLength={30}
        disabled={!values.isPrepared}
        value={values.preparationTicket}
        error={errors.preparationTicket}
        onChange={(preparationTicket) => change({ preparationTicket })}
      />
      <p className="help">{t('preparation.ticketHelp')}</p>
    </div>
  </fieldset>
)

/** «Compléments de définition». */
export function TextsPage({ values, change, errors }: PageProps) {
  const id = useId()
  return (
    <div className="sheet-text">
      <label htmlFor={id}>{t('page.texts')}</label>
      <textarea
        id={id}
        name="description"
        rows={8}
        value={values.description}
        aria-invalid={errors.description !== undefined}
        onChange={({ target }) => change({ description: target.value })}
      />
      {errors.description && <p className="field-error">{errors.description}</p>}
      <p className="help">{t('texts.help')}</p>
    </div>
  )
}

/** «Alcool». */
export const AlcoholPage = ({ values, change, errors }: PageProps) => (
  <div className="sheet-narrow">
    <TextField
      label={t('field.alcohol')}
      name="alcohol"
      className="number"
      inputMode="decimal"
      value={values.alcohol}
      error={errors.alcohol}
      onChange={(alcohol) => change({ alcohol })}
    />
    <p className="help">{t('alcohol.help')}</p>
  </div>
)
