import { t } from '../../labels/index.ts'
import { CheckBox, Radios, SelectField, TextField } from '../../ui/fields.tsx'
import { greyedBox } from '../hub/greyed.ts'
import type { Shown } from './shown.ts'

const choices = [
  { value: 'all', label: t('open.all') },
  { value: 'late', label: t('open.late') },
  { value: 'due', label: t('open.due') },
] as const

export function OpenOrderFilters({ shown, onChange }: { shown: Shown; onChange(shown: Shown): void }) {
  const days = shown.which === 'due' ? {} : { disabled: true }
  return (
    <div className="open-filters">
      <Radios
        legend={t('open.show')}
        value={shown.which}
        choices={[...choices]}
        onChange={(which) => onChange({ ...shown, which })}
      />
      <TextField
        label={t('open.from')}
        type="date"
        value={shown.from}
        onChange={(from) => onChange({ ...shown, from })}
        {...days}
      />
      <TextField
        label={t('open.to')}
        type="date"
        value={shown.to}
        onChange={(to) => onChange({ ...shown, to })}
        {...days}
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
