import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { formatRate } from '../lib/format.ts'
import { paymentModesQuery, vatRatesQuery } from '../lib/queries.ts'
import { CheckBox, TextField } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import type { StepProps } from './Setup.tsx'

export function MoneyStep({ answers, errors, change }: StepProps) {
  const rates = useQuery(vatRatesQuery)
  const modes = useQuery(paymentModesQuery)
  const asleep = answers.asleepPaymentModeIds
  return (
    <>
      <fieldset>
        <legend>{t('setup.rates')}</legend>
        <Loaded query={rates}>
          {(list) => (
            <p className="help">
              {t('setup.ratesKnown', {
                rates: list.map(({ rate }) => t('field.rate', { rate: formatRate(rate) })).join(', '),
              })}
            </p>
          )}
        </Loaded>
        <TextField
          label={t('setup.otherRates')}
          placeholder="2,1 8,5"
          value={answers.vatRates}
          error={errors.vatRates}
          onChange={(vatRates) => change({ vatRates })}
        />
        <CheckBox
          label={t('setup.isRestaurant')}
          isChecked={answers.isRestaurant}
          onChange={(isRestaurant) => change({ isRestaurant })}
        />
      </fieldset>
      <fieldset>
        <legend>{t('setup.modes')}</legend>
        <Loaded query={modes}>
          {(list) => (
            <div className="setup-fields">
              {list.map(({ id, name, isLocked }) => (
                <CheckBox
                  key={id}
                  label={name}
                  isChecked={!asleep.includes(id)}
                  isDisabled={isLocked}
                  onChange={(isAwake) =>
                    change({
                      asleepPaymentModeIds: isAwake ? asleep.filter((one) => one !== id) : [...asleep, id],
                    })
                  }
                />
              ))}
            </div>
          )}
        </Loaded>
      </fieldset>
    </>
  )
}
