import { useQuery } from '@tanstack/react-query'
import type { Category } from '../../src/classification/wire.ts'
import { t } from '../labels/index.ts'
import { classificationQuery, shopQuery } from '../lib/queries.ts'
import { SelectField } from '../ui/fields.tsx'
import type { ArticleSearch } from './queries.ts'

interface SelectionFiltersProps {
  search: ArticleSearch
  onSearch(change: Partial<ArticleSearch>): void
}

const all = () => ({ value: '', label: t('selection.all') })
const choicesOf = (categories: Category[] = []) => [
  all(),
  ...categories.map(({ id, name }) => ({ value: String(id), label: name })),
]

export function SelectionFilters({ search, onSearch }: SelectionFiltersProps) {
  const { data: rayons } = useQuery(classificationQuery)
  const { data: shop } = useQuery(shopQuery)
  const rayon = rayons?.find(({ id }) => String(id) === search.rayonId)
  const famille = rayon?.familles.find(({ id }) => String(id) === search.familleId)
  const greyed = {
    value: '',
    choices: [all()],
    isDisabled: true,
    title: t('app.unavailable'),
    onChange: () => {},
  }
  return (
    <fieldset className="selection-filters" aria-label={t('selection.filters')}>
      <SelectField
        label={t('selection.site')}
        title={t('selection.site.help')}
        value=""
        choices={[{ value: '', label: String(shop?.site ?? 0) }]}
        onChange={() => {}}
      />
      <SelectField {...greyed} label={t('selection.supplier')} />
      <SelectField
        label={t('selection.rayon')}
        value={search.rayonId}
        choices={choicesOf(rayons)}
        onChange={(rayonId) => onSearch({ rayonId, familleId: '', sousFamilleId: '' })}
      />
      <SelectField
        label={t('selection.famille')}
        value={search.familleId}
        choices={choicesOf(rayon?.familles)}
        onChange={(familleId) => onSearch({ familleId, sousFamilleId: '' })}
      />
      <SelectField
        label={t('selection.sousFamille')}
        value={search.sousFamilleId}
        choices={choicesOf(famille?.sousFamilles)}
        onChange={(sousFamilleId) => onSearch({ sousFamilleId })}
      />
      <SelectField {...greyed} label={t('selection.maker')} />
      <SelectField {...greyed} label={t('selection.season')} />
    </fieldset>
  )
}
