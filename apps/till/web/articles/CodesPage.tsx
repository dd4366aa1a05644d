import { t } from '../labels/index.ts'
import { uuid } from '../lib/uuid.ts'
import { Button } from '../ui/Button.tsx'
import { CheckBox, TextField } from '../ui/fields.tsx'
import { RowField } from './RowField.tsx'
import type { PageProps } from './SheetForm.tsx'
import type { TypedCode } from './values.ts'

const greyed = { title: t('app.unavailable'), value: '', disabled: true, onChange: () => {} }
const greyedBox = { title: t('app.unavailable'), isChecked: false, isDisabled: true, onChange: () => {} }

/** «EAN Multi-codes Codes comptables». */
export const CodesPage = ({ values, change, errors }: PageProps) => (
  <div className="sheet-columns">
    <fieldset>
      <legend>{t('code.article')}</legend>
      <TextField
        label={t('field.internalCode')}
        name="internalCode"
        placeholder={t('sheet.nc')}
        value={values.internalCode}
        error={errors.internalCode}
        onChange={(internalCode) => change({ internalCode })}
      />
      <CheckBox label={t('code.lowerCase')} {...greyedBox} />
      <TextField label={t('code.accounting')} {...greyed} />
    </fieldset>
    <fieldset>
      <legend>{t('code.sale')}</legend>
      <SaleCodes codes={values.saleCodes} errors={errors} onChange={(saleCodes) => change({ saleCodes })} />
    </fieldset>
  </div>
)

interface SaleCodesProps {
  codes: TypedCode[]
  errors: PageProps['errors']
  onChange(codes: TypedCode[]): void
}

/** The codes that a scanner reads, each with how much one reading sells. */
function SaleCodes({ codes, errors, onChange }: SaleCodesProps) {
  return (
    <>
      <table className="grid sheet-rows" aria-label={t('code.sale')}>
        <thead>
          <tr>
            <th scope="col">{t('code.codes')}</th>
            <th scope="col" className="number">
              {t('code.condition')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('row.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {codes.map((line, index) => {
            const field = (name: 'code' | 'quantity') => (
              <RowField
                label={`${t(name === 'code' ? 'code.codes' : 'code.condition')} ${index + 1}`}
                name={`saleCodes.${index}.${name}`}
                isNumber={name === 'quantity'}
                value={line[name]}
                error={errors[`saleCodes.${index}.${name}`]}
                onChange={(typed) => onChange(codes.with(index, { ...line, [name]: typed }))}
              />
            )
            return (
              <tr key={line.key}>
                <td>{field('code')}</td>
                <td>{field('quantity')}</td>
                <td className="sheet-row-keys">
                  <Button
                    className="button button-square"
                    aria-label={t('option.remove', { option: line.code || String(index + 1) })}
                    onClick={() => onChange(codes.toSpliced(index, 1))}
                  >
                    ×
                  </Button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {codes.length === 0 && <p className="soft">{t('code.none')}</p>}
      <p className="help">{t('code.help')}</p>
      <div className="window-buttons">
        <Button onClick={() => onChange([...codes, { key: uuid(), code: '', quantity: '1' }])}>
          {t('code.add')}
        </Button>
      </div>
    </>
  )
}
