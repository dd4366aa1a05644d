import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { classificationQuery } from '../lib/queries.ts'
import { TextField } from '../ui/fields.tsx'
import type { PageProps } from './SheetForm.tsx'

/** «Classification»: names already known are proposed, a new one is created with the save. */
export function ClassificationPage({ values, change, errors }: PageProps) {
  const rayons = useQuery(classificationQuery).data ?? []
  const familles = rayons.find(({ name }) => name === values.rayon)?.familles ?? []
  const sousFamilles = familles.find(({ name }) => name === values.famille)?.sousFamilles ?? []
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
