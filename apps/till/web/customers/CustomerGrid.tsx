import type { CustomerLine, CustomerPage } from '../../src/customers/wire.ts'
import { isSingular, t } from '../labels/index.ts'
import { type Column, DataGrid } from '../ui/DataGrid.tsx'

interface CustomerGridProps {
  page: CustomerPage
  selected: number | undefined
  onSelect(idcli: number): void
  onOpen(line: CustomerLine): void
}

export function CustomerGrid({ page: { lines, total }, selected, onSelect, onOpen }: CustomerGridProps) {
  const count = t(isSingular(total) ? 'customers.count.one' : 'customers.count.other', { count: total })
  return (
    <div className="customers-grid">
      <DataGrid
        label={t('customers.grid')}
        columns={columns}
        rows={lines}
        rowKey={({ idcli }) => idcli}
        rowClass={({ isBlocked, isAsleep }) =>
          isBlocked ? 'is-blocked' : isAsleep ? 'is-asleep' : undefined
        }
        selected={selected}
        onSelect={({ idcli }) => onSelect(idcli)}
        onOpen={onOpen}
        empty={t('customers.none')}
      />
      <div className="selection-foot">
        <p role="status">
          {total > lines.length ? t('customers.more', { shown: lines.length, total }) : count}
        </p>
        <ul className="legend" aria-label={t('customers.legend')}>
          <li className="is-blocked">{t('customers.blocked')}</li>
          <li className="is-asleep">{t('customers.asleep')}</li>
        </ul>
      </div>
    </div>
  )
}

const columns: Column<CustomerLine>[] = [
  { key: 'idcli', label: t('customers.column.idcli'), isNumber: true, render: ({ idcli }) => idcli },
  {
    key: 'name',
    label: t('customers.column.name'),
    render: ({ displayName, isBlocked, isAsleep }) => (
      <>
        {displayName}
        {isBlocked && <span className="row-state is-blocked">{t('customers.blocked')}</span>}
        {isAsleep && <span className="row-state is-asleep">{t('customers.asleep')}</span>}
      </>
    ),
  },
  { key: 'company', label: t('customers.column.company'), render: ({ company }) => company },
  {
    key: 'city',
    label: t('customers.column.city'),
    render: ({ postalCode, city }) => `${postalCode} ${city}`.trim(),
  },
  { key: 'phone', label: t('customers.column.phone'), render: ({ mobile, phone }) => mobile || phone },
  { key: 'email', label: t('customers.column.email'), render: ({ email }) => email },
]
