import { t } from '../labels/index.ts'
import { uuid } from '../lib/uuid.ts'
import { RowTable } from './RowTable.tsx'
import type { PageProps } from './SheetForm.tsx'

/** «Multi-tarif Grilles»: the prices to choose from when the article is sold (contract, kezia D22). */
export const TariffsPage = ({ values: { tariffs }, change, errors }: PageProps) => (
  <div className="sheet-stack">
    <p className="help">{t('tariff.help')}</p>
    <RowTable
      label={t('page.tariffs')}
      field="tariffs"
      given={{ label: t('tariff.idtar'), of: ({ idtar }) => idtar ?? t('tariff.new') }}
      columns={[
        { name: 'title', label: t('tariff.title') },
        { name: 'price', label: t('tariff.price'), isNumber: true },
      ]}
      rows={tariffs}
      errors={errors}
      nameOf={({ title }) => title}
      empty={t('tariff.none')}
      addLabel={t('tariff.add')}
      blank={() => ({ key: uuid(), idtar: null, title: '', price: '' })}
      hasOrder
      onChange={(next) => change({ tariffs: next })}
    />
  </div>
)
