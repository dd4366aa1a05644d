import { useQuery } from '@tanstack/react-query'
import type { Category } from '../../src/classification/wire.ts'
import { t } from '../labels/index.ts'
import { classificationQuery, shopQuery } from '../lib/queries.ts'
import { CheckBox, SelectField, TextField } from '../ui/fields.tsx'
import type { StockSearch } from './queries.ts'

interface StockFiltersProps {
  search: StockSearch
  onSearch(change: Partial<StockSearch>): void
}

const choicesOf = (categories: Category[] = []) => [
  { value: '', label: t('stockState.all') },
  ...categories.map(({ id, name }) => ({ value: String(id), label: name })),
]

const states = (['active', 'abandoned', 'all'] as const).map((value) => ({
  value,
  label: t(`stockState.state.${value}`),
}))

/** A database is one site: it is shown, and is the only choice. */
export function StockFilters({ search, onSearch }: StockFiltersProps) {
  const { data: rayons } = useQuery(classificationQuery)
  const { data: shop } = useQuery(shopQuery)
  const rayon = rayons?.find(({ id }) => String(id) === search.rayonId)
  const famille = rayon?.familles.find(({ id }) => String(id) === search.familleId)
  return (
    <fieldset className="stock-filters" aria-label={t('stockState.filters')}>
      <SelectField
        label={t('stockState.site')}
        value={String(shop?.site ?? 0)}
        choices={[{ value: String(shop?.site ?? 0), label: String(shop?.site ?? 0) }]}
        onChange={() => {}}
      />
      <SelectField
        label={t('stockState.rayon')}
        value={search.rayonId}
        choices={choicesOf(rayons)}
        onChange={(rayonId) => onSearch({ rayonId, familleId: '', sousFamilleId: '' })}
      />
      <SelectField
        label={t('stockState.famille')}
        value={search.familleId}
        choices={choicesOf(rayon?.familles)}
        onChange={(familleId) => onSearch({ familleId, sousFamilleId: '' })}
      />
      <SelectField
        label={t('stockState.sousFamille')}
        value={search.sousFamilleId}
        choices={choicesOf(famille?.sousFamilles)}
        onChange={(sousFamilleId) => onSearch({ sousFamilleId })}
      />
      <SelectField
        label={t('stockState.state')}
        value={search.state}
        choices={states}
        onChange={(state) => onSearch({ state: state as StockSearch['state'] })}
      />
      <h3>{t('stockState.local')}</h3>
      <div className="stock-search">
        <TextField
          label={t('stockState.search')}
          value={search.definition}
          onChange={(definition) => onSearch({ definition })}
        />
      </div>
      <div className="stock-boxes">
        <CheckBox
          label={t('stockState.nonZero')}
          isChecked={search.isNonZero === '1'}
          onChange={(isChecked) => onSearch({ isNonZero: isChecked ? '1' : '' })}
        />
        <CheckBox
          label={t('stockState.webOnly')}
          isChecked={search.isWebOnly === '1'}
          onChange={(isChecked) => onSearch({ isWebOnly: isChecked ? '1' : '' })}
        />
      </div>
    </fieldset>
  )
}
