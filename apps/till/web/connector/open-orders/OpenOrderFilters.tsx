import { t } from '../../labels/index.ts'
import { DayField } from '../../ui/DayField.tsx'
import { CheckBox, Radios, SelectField } from '../../ui/fields.tsx'
import { greyedBox } from '../hub/greyed.ts'
import type { Shown } from './shown.ts'

const choices = [
  { value: 'all', label: t('open.all') },
  { value: 'late', label: t('open.late') },
  { value: 'due', label: t('open.due') },
] as const

export function OpenOrderFilters({ shown, onChange }: { shown: Shown; onChange(shown: Shown): void }) {
  const isDisabled = shown.which !== 'due'
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
        isDisabled={isDisabled}
        onChange={(from) => onChange({ ...shown, from })}
      />
      <DayField
        label={t('open.to')}
        value={shown.to}
        isDisabled={isDisabled}
        onChange={(to) => onChange({ ...shown, to })}
      />
      <SelectField
        label={t('open.period')}
        value=""
        choices={[{ value: '', label: t('filter.all') }]}
        isDisabled
        title={t('app.unavailable')}
        onChange={() => {}}
      />
      <CheckBox label={t('open.geo')} {...greyedBox()} />
      <CheckBox label={t('open.site')} {...greyedBox(true)} />
      <p className="open-legend">{t('open.legend')}</p>
    </div>
  )
}
