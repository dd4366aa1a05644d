import { t } from '../labels/index.ts'
import { uuid } from '../lib/uuid.ts'
import { CheckBox, TextField } from '../ui/fields.tsx'
import { RowTable } from './RowTable.tsx'
import type { PageProps } from './SheetForm.tsx'

const greyed = { title: t('app.unavailable'), value: '', disabled: true, onChange: () => {} }
const greyedBox = { title: t('app.unavailable'), isChecked: false, isDisabled: true, onChange: () => {} }

/** «EAN Multi-codes Codes comptables»: the codes of the article, and the bar codes that a scanner reads. */
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
      <RowTable
        label={t('code.sale')}
        field="saleCodes"
        columns={[
          { name: 'code', label: t('code.codes') },
          { name: 'quantity', label: t('code.condition'), isNumber: true },
        ]}
        rows={values.saleCodes}
        errors={errors}
        nameOf={({ code }) => code}
        empty={t('code.none')}
        addLabel={t('code.add')}
        blank={() => ({ key: uuid(), code: '', quantity: '1' })}
        onChange={(saleCodes) => change({ saleCodes })}
      />
      <p className="help">{t('code.help')}</p>
    </fieldset>
  </div>
)
