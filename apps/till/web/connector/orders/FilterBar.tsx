import { t } from '../../labels/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DayField } from '../../ui/DayField.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { initialFilters, type OrderFilters } from './filters.ts'

interface FilterBarProps {
  filters: OrderFilters
  channels: string[]
  timeZone: string
  onChange(filters: OrderFilters): void
}

const statuses = [
  'pending',
  'accepted',
  'in_preparation',
  'ready',
  'in_delivery',
  'completed',
  'rejected',
  'cancelled',
  'delivery_failed',
] as const
const all = () => ({ value: '', label: t('filter.all') })

export function FilterBar({ filters, channels, timeZone, onChange }: FilterBarProps) {
  const change = (next: Partial<OrderFilters>) => onChange({ ...filters, ...next })
  return (
    <fieldset className="filter-bar">
      <legend className="visually-hidden">{t('list.filters')}</legend>
      <DayField label={t('filter.from')} value={filters.from} onChange={(from) => change({ from })} />
      <DayField label={t('filter.to')} value={filters.to} onChange={(to) => change({ to })} />
      <SelectField
        label={t('filter.status')}
        value={filters.status}
        choices={[all(), ...statuses.map((value) => ({ value, label: t(`status.${value}`) }))]}
        onChange={(status) => change({ status })}
      />
      <SelectField
        label={t('filter.channel')}
        value={filters.channel}
        choices={[all(), ...channels.map((value) => ({ value, label: value }))]}
        onChange={(channel) => change({ channel })}
      />
      <SelectField
        label={t('filter.payment')}
        value={filters.payment}
        choices={[
          all(),
          ...(['paid', 'partial', 'unpaid'] as const).map((value) => ({
            value,
            label: t(`payment.${value}`),
          })),
        ]}
        onChange={(payment) => change({ payment })}
      />
      <SelectField
        label={t('filter.service')}
        value={filters.serviceType}
        choices={[
          all(),
          ...(['delivery', 'collection', 'eat_in'] as const).map((value) => ({
            value,
            label: t(`service.${value}`),
          })),
        ]}
        onChange={(serviceType) => change({ serviceType })}
      />
      <Button onClick={() => onChange(initialFilters(timeZone))}>{t('filter.reset')}</Button>
    </fieldset>
  )
}
