import { t } from '../labels/index.ts'
import { CheckBox, TextField } from '../ui/fields.tsx'
import type { StepProps } from './Setup.tsx'

export function PeopleStep({ answers, errors, change }: StepProps) {
  const text = (name: 'sellerCode' | 'sellerName' | 'stationNumber') => (
    <TextField
      label={t(`setup.${name}`)}
      inputMode={name === 'stationNumber' ? 'numeric' : undefined}
      value={answers[name]}
      error={errors[name]}
      onChange={(typed) => change({ [name]: typed })}
    />
  )
  return (
    <>
      <fieldset>
        <legend>{t('setup.seller')}</legend>
        <div className="setup-fields">
          {text('sellerCode')}
          {text('sellerName')}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('setup.station')}</legend>
        <div className="setup-fields">
          {text('stationNumber')}
          <CheckBox
            label={t('setup.hasOwnDatabase')}
            isChecked={answers.hasOwnDatabase}
            onChange={(hasOwnDatabase) => change({ hasOwnDatabase })}
          />
        </div>
      </fieldset>
      <CheckBox
        label={t('setup.demo')}
        isChecked={answers.withDemo}
        onChange={(withDemo) => change({ withDemo })}
      />
    </>
  )
}
