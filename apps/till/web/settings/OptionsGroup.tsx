import { useState } from 'react'
import type { WebOrderSettings } from '../../src/web-order-settings/wire.ts'
import { Log, TraceTools } from '../connector/index.tsx'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { CheckBox, SelectField, TextField } from '../ui/fields.tsx'
import { Modal } from '../ui/Modal.tsx'

interface OptionsGroupProps {
  values: WebOrderSettings
  errors: Readonly<Record<string, string>>
  onChange(change: Partial<WebOrderSettings>): void
}

const keys = [1, 2, 3, 4, 5, 6].map((number) => ({
  value: String(number),
  label: t('webOrders.key', { number }),
}))

/** What is no number stays as it was: the field takes digits only. */
const readDays = (typed: string) => Number(typed.replace(/\D/g, '').slice(0, 3)) || null

export function OptionsGroup({ values, errors, onChange }: OptionsGroupProps) {
  const [isLogShown, setIsLogShown] = useState(false)
  return (
    <fieldset className="parameters">
      <legend>{t('webOrders.parameters')}</legend>
      <fieldset>
        <legend>{t('webOrders.list')}</legend>
        <SelectField
          label={t('webOrders.listKey')}
          value={String(values.listKey)}
          choices={keys}
          error={errors.listKey}
          onChange={(key) => onChange({ listKey: Number(key) })}
        />
        <TextField
          label={t('webOrders.keyLabel')}
          value={values.listKeyLabel}
          error={errors.listKeyLabel}
          onChange={(listKeyLabel) => onChange({ listKeyLabel })}
        />
        <fieldset className="radios">
          <legend>{t('webOrders.log')}</legend>
          <TraceTools isLogShown={isLogShown} onShowLog={setIsLogShown} />
        </fieldset>
      </fieldset>
      <fieldset>
        <legend>{t('webOrders.options')}</legend>
        <CheckBox
          label={t('webOrders.printPreparation')}
          isChecked={values.isPreparationPrinted}
          onChange={(isPreparationPrinted) => onChange({ isPreparationPrinted })}
        />
        <CheckBox
          label={t('webOrders.fullDeposit')}
          isChecked={values.isFullDeposit}
          onChange={(isFullDeposit) => onChange({ isFullDeposit })}
        />
        <CheckBox
          label={t('webOrders.hideKiosk')}
          isChecked={values.isKioskHidden}
          onChange={(isKioskHidden) => onChange({ isKioskHidden })}
        />
        {values.isKioskHidden && (
          <TextField
            label={t('webOrders.kioskWords')}
            value={values.kioskWords}
            error={errors.kioskWords}
            maxLength={100}
            onChange={(kioskWords) => onChange({ kioskWords })}
          />
        )}
        <CheckBox
          label={t('webOrders.disablePopup')}
          isChecked={values.isPopupDisabled}
          onChange={(isPopupDisabled) => onChange({ isPopupDisabled })}
        />
        <CheckBox
          label={t('webOrders.allowChanges')}
          isChecked={values.isEditingAllowed}
          onChange={(isEditingAllowed) => onChange({ isEditingAllowed })}
        />
        <div className="delay">
          <TextField
            label={t('webOrders.displayDelay')}
            value={values.displayDays === null ? '' : String(values.displayDays)}
            error={errors.displayDays}
            inputMode="numeric"
            size={3}
            onChange={(typed) => onChange({ displayDays: readDays(typed) })}
          />
          <span>{t('webOrders.days')}</span>
        </div>
      </fieldset>
      {isLogShown && <LogDialog onClose={() => setIsLogShown(false)} />}
    </fieldset>
  )
}

/** «Ecran»: the exchanges with the hub as they come, over the window (contract, kezia D59). */
const LogDialog = ({ onClose }: { onClose(): void }) => (
  <Modal title={t('maintenance.log')} onClose={onClose}>
    <Log />
    <div className="confirm-buttons">
      <Button onClick={onClose}>{t('app.close')}</Button>
    </div>
  </Modal>
)
