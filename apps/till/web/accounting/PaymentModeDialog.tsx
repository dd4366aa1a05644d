import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type PaymentKind,
  type PaymentMode,
  type PaymentModeForm,
  paymentKinds,
} from '../../src/payment-modes/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { CheckBox, SelectField, TextField } from '../ui/fields.tsx'
import { Modal } from '../ui/Modal.tsx'
import { useNotify } from '../ui/notices.tsx'

interface PaymentModeDialogProps {
  /** Undefined for a new mode. */
  mode: PaymentMode | undefined
  onClose(): void
  onSaved(mode: PaymentMode): void
}

const blank: Required<PaymentModeForm> = {
  name: '',
  kind: 'card',
  isAsleep: false,
  accountingCode: '',
  opensDrawer: false,
  terminalType: '',
}

/** The nature of a mode decides whether it gives change. It is chosen once, at creation. */
export function PaymentModeDialog({ mode, onClose, onSaved }: PaymentModeDialogProps) {
  const [values, setValues] = useState<Required<PaymentModeForm>>(mode ?? blank)
  const notify = useNotify()
  const save = useMutation<PaymentMode, ApiFailure>({
    mutationFn: () =>
      mode ? api.put(`/payment-modes/${mode.id}`, values) : api.post('/payment-modes', values),
    onSuccess: (saved) => {
      notify(t('paymentModes.saved', { name: saved.name }))
      onSaved(saved)
      onClose()
    },
    onError: (failure) => Object.keys(failure.fields).length === 0 && notify(failure.message, 'failed'),
  })
  const change = (next: Partial<PaymentModeForm>) => setValues((before) => ({ ...before, ...next }))
  const errorOf = (field: keyof PaymentModeForm) => {
    const error = save.error?.fields[field]
    return error === undefined ? {} : { error }
  }
  return (
    <Modal
      title={mode ? t('paymentModes.title.one', { id: mode.id }) : t('paymentModes.title.new')}
      onClose={onClose}
      onSubmit={() => save.mutate()}
    >
      <TextField
        label={t('paymentModes.name')}
        value={values.name}
        autoFocus
        onChange={(name) => change({ name })}
        {...errorOf('name')}
      />
      <SelectField
        label={t('paymentModes.kind')}
        value={values.kind}
        isDisabled={mode !== undefined}
        onChange={(kind) => change({ kind: kind as PaymentKind })}
        choices={paymentKinds
          .filter((kind) => kind !== 'credit' || mode?.kind === 'credit')
          .map((kind) => ({ value: kind, label: t(`paymentModes.kind.${kind}`) }))}
        {...errorOf('kind')}
      />
      <TextField
        label={t('paymentModes.code')}
        value={values.accountingCode}
        onChange={(accountingCode) => change({ accountingCode })}
        {...errorOf('accountingCode')}
      />
      <TextField
        label={t('paymentModes.terminal')}
        value={values.terminalType}
        title={t('paymentModes.terminal.help')}
        onChange={(terminalType) => change({ terminalType })}
        {...errorOf('terminalType')}
      />
      <CheckBox
        label={t('paymentModes.drawer')}
        isChecked={values.opensDrawer}
        onChange={(opensDrawer) => change({ opensDrawer })}
        {...errorOf('opensDrawer')}
      />
      <CheckBox
        label={t('paymentModes.asleep')}
        isChecked={values.isAsleep}
        onChange={(isAsleep) => change({ isAsleep })}
        {...errorOf('isAsleep')}
      />
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button look="primary" type="submit" disabled={save.isPending}>
          {t('paymentModes.save')}
        </Button>
      </div>
    </Modal>
  )
}
