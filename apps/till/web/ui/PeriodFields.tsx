import type { ReactNode } from 'react'
import { t } from '../labels/index.ts'
import { type Period, type Preset, periodOf, presetOf, presets } from '../lib/period.ts'
import { SelectField, TextField } from './fields.tsx'

interface PeriodFieldsProps {
  period: Period
  /** Of the shop. */
  today: string
  onChange(period: Period): void
  /** Sentences by field, as the till refused them. */
  errors?: Readonly<Record<string, string>>
  /** Further filters of the list. */
  children?: ReactNode
}

/** «Période prédéfinie», «Date début», «Fin», as every list of the back office begins. */
export function PeriodFields({ period, today, onChange, errors = {}, children }: PeriodFieldsProps) {
  return (
    <div className="period-fields">
      <SelectField
        label={t('period.preset')}
        value={presetOf(period, today) ?? ''}
        onChange={(preset) => preset !== '' && onChange(periodOf(preset as Preset, today))}
        choices={[
          { value: '', label: t('period.custom') },
          ...presets.map((value) => ({ value, label: t(`period.${value}`) })),
        ]}
      />
      <TextField
        label={t('period.from')}
        type="date"
        value={period.from}
        onChange={(from) => onChange({ ...period, from })}
        {...(errors.from !== undefined && { error: errors.from })}
      />
      <TextField
        label={t('period.to')}
        type="date"
        value={period.to}
        onChange={(to) => onChange({ ...period, to })}
        {...(errors.to !== undefined && { error: errors.to })}
      />
      {children}
    </div>
  )
}
