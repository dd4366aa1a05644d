import { useQuery } from '@tanstack/react-query'
import { searchKey } from '../../src/platform/text.ts'
import { t } from '../labels/index.ts'
import { classificationQuery } from '../lib/queries.ts'
import { TextField } from '../ui/fields.tsx'
import type { PageProps } from './SheetForm.tsx'

/** «Classification»: proposes known names; saving creates a new one. */
export function ClassificationPage({ values, change, errors }: PageProps) {
  const rayons = useQuery(classificationQuery).data ?? []
  const familles = rayons.find(isNamed(values.rayon))?.familles ?? []
  const sousFamilles = familles.find(isNamed(values.famille))?.sousFamilles ?? []
  const level = (name: 'rayon' | 'famille' | 'sousFamille', known: { name: string }[]) => (
    <TextField
      label={t(`field.${name}`)}
      name={name}
      value={values[name]}
      proposals={known.map((one) => one.name)}
      placeholder={t('sheet.nc')}
      error={errors[name]}
      onChange={(typed) => change({ [name]: typed })}
    />
  )
  return (
    <div className="sheet-narrow">
      {level('rayon', rayons)}
      {level('famille', familles)}
      {level('sousFamille', sousFamilles)}
      <p className="help">{t('field.place.help')}</p>
    </div>
  )
}

/** Ignores case and accents, as the server does when the sheet is saved. */
const isNamed = (typed: string) => (one: { name: string }) => searchKey(one.name) === searchKey(typed)
