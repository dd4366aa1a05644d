import type { ReactNode } from 'react'
import { t } from '../labels/index.ts'
import { type Period, type Preset, periodOf, presetOf, presets } from '../lib/period.ts'
import { DayField } from './DayField.tsx'
import { SelectField } from './fields.tsx'

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
      <DayField
        label={t('period.from')}
        value={period.from}
        onChange={(from) => onChange({ ...period, from })}
        error={errors.from}
      />
      <DayField
        label={t('period.to')}
        value={period.to}
        onChange={(to) => onChange({ ...period, to })}
        error={errors.to}
      />
      {children}
    </div>
  )
}
