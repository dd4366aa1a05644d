import { t } from '../../labels/index.ts'
import { todayIn } from '../../lib/period.ts'
import { DayField } from '../../ui/DayField.tsx'
import { CheckBox, Radios, SelectField } from '../../ui/fields.tsx'
import { greyedBox } from '../hub/greyed.ts'
import { duePeriodOf, duePeriodShown, duePeriods, type Shown } from './shown.ts'

const choices = [
  { value: 'all', label: t('open.all') },
  { value: 'late', label: t('open.late') },
  { value: 'due', label: t('open.due') },
] as const

interface OpenOrderFiltersProps {
  shown: Shown
  timeZone: string
  onChange(shown: Shown): void
}

/**
 * A typed day selects «A livrer pour». Greyed: sorting by place would send addresses to a map service, and a
 * till has only the orders of its own site.
 */
export function OpenOrderFilters({ shown, timeZone, onChange }: OpenOrderFiltersProps) {
  const today = todayIn(timeZone)
  return (
    <div className="open-filters">
      <Radios
        legend={t('open.show')}
        value={shown.which}
        choices={[...choices]}
        onChange={(which) => onChange({ ...shown, which })}
      />
      <DayField
        label={t('open.from')}
        value={shown.from}
        onChange={(from) => onChange({ ...shown, which: 'due', from })}
      />
      <DayField
        label={t('open.to')}
        value={shown.to}
        onChange={(to) => onChange({ ...shown, which: 'due', to })}
      />
      <SelectField
        label={t('open.period')}
        value={duePeriodShown(shown, today) ?? ''}
        choices={[
          { value: '', label: t('filter.all') },
          ...duePeriods.map((value) => ({ value, label: t(`open.period.${value}`) })),
        ]}
        onChange={(value) => {
          const period = duePeriods.find((one) => one === value)
          onChange(
            period
              ? { which: 'due', ...duePeriodOf(period, today) }
              : { ...shown, which: 'all', from: '', to: '' },
          )
        }}
      />
      <CheckBox label={t('open.geo')} {...greyedBox()} />
      <CheckBox label={t('open.site')} {...greyedBox(true)} />
      <p className="open-legend">{t('open.legend')}</p>
    </div>
  )
}
