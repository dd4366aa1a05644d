import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { paymentModesQuery } from '../lib/queries.ts'
import type { OwnOrderState } from './useOwnOrder.ts'
import type { DepositValues } from './values.ts'

/** «Acompte»: what is held for the order, by mode; one empty row is always there. */
export function DepositFields({ sheet: { values, change, errors } }: { sheet: OwnOrderState }) {
  const { data = [] } = useQuery(paymentModesQuery)
  const held = values.deposits.map(({ modeId }) => modeId)
  const modes = data.filter(
    ({ id, isAsleep, isLocked, kind }) =>
      held.includes(String(id)) || (!isAsleep && !isLocked && kind !== 'web'),
  )
  const isFull = values.deposits.every(({ modeId }) => modeId !== '')
  const rows = isFull
    ? [...values.deposits, { key: `new-${held.length}`, modeId: '', amount: '' }]
    : values.deposits
  const set = (row: DepositValues, next: Partial<DepositValues>) => {
    const changed = { ...row, ...next }
    change({
      deposits: values.deposits.some(({ key }) => key === row.key)
        ? values.deposits.map((one) => (one.key === row.key ? changed : one))
        : [...values.deposits, changed],
    })
  }
  return (
    <fieldset className="own-deposits">
      <legend>{t('own.deposit')}</legend>
      {rows.map((row) => (
        <div key={row.key}>
          <select
            aria-label={t('own.deposit.mode')}
            value={row.modeId}
            onChange={({ target }) => set(row, { modeId: target.value })}
          >
            <option value="">{t('own.deposit.none')}</option>
            {modes.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <input
            aria-label={t('own.deposit.amount')}
            inputMode="decimal"
            autoComplete="off"
            value={row.amount}
            onChange={({ target }) => set(row, { amount: target.value })}
          />
        </div>
      ))}
      {errors.deposits && <p className="field-error">{errors.deposits}</p>}
    </fieldset>
  )
}
