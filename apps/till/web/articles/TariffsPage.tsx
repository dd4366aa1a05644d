import { t } from '../labels/index.ts'
import { uuid } from '../lib/uuid.ts'
import { Button } from '../ui/Button.tsx'
import { RowField } from './RowField.tsx'
import type { PageProps } from './SheetForm.tsx'
import type { TypedTariff } from './values.ts'

/** «Multi-tarif Grilles»: the prices to choose from when the article is sold (contract, kezia D22). */
export function TariffsPage({ values, change, errors }: PageProps) {
  const { tariffs } = values
  const setTariffs = (next: TypedTariff[]) => change({ tariffs: next })
  const nameOf = ({ title }: TypedTariff, index: number) => title || String(index + 1)
  return (
    <div className="sheet-stack">
      <p className="help">{t('tariff.help')}</p>
      <table className="grid sheet-rows" aria-label={t('page.tariffs')}>
        <thead>
          <tr>
            <th scope="col" className="number">
              {t('tariff.idtar')}
            </th>
            <th scope="col">{t('tariff.title')}</th>
            <th scope="col" className="number">
              {t('tariff.price')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('row.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tariffs.map((tariff, index) => {
            const field = (name: 'title' | 'price') => (
              <RowField
                label={`${t(`tariff.${name}`)} ${index + 1}`}
                name={`tariffs.${index}.${name}`}
                isNumber={name === 'price'}
                value={tariff[name]}
                error={errors[`tariffs.${index}.${name}`]}
                onChange={(typed) => setTariffs(tariffs.with(index, { ...tariff, [name]: typed }))}
              />
            )
            return (
              <tr key={tariff.key}>
                <td className="number">{tariff.idtar ?? t('tariff.new')}</td>
                <td>{field('title')}</td>
                <td>{field('price')}</td>
                <td className="sheet-row-keys">
                  <Button
                    className="button button-square"
                    aria-label={t('option.up', { option: nameOf(tariff, index) })}
                    disabled={index === 0}
                    onClick={() => setTariffs(tariffs.toSpliced(index, 1).toSpliced(index - 1, 0, tariff))}
                  >
                    ↑
                  </Button>
                  <Button
                    className="button button-square"
                    aria-label={t('option.remove', { option: nameOf(tariff, index) })}
                    onClick={() => setTariffs(tariffs.toSpliced(index, 1))}
                  >
                    ×
                  </Button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {tariffs.length === 0 && <p className="soft">{t('tariff.none')}</p>}
      <div className="window-buttons">
        <Button onClick={() => setTariffs([...tariffs, { key: uuid(), idtar: null, title: '', price: '' }])}>
          {t('tariff.add')}
        </Button>
      </div>
    </div>
  )
}
