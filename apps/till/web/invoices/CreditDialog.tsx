import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CreditForm, Sale } from '../../src/sales/wire.ts'
import type { Seller } from '../../src/sellers/wire.ts'
import { sellersQuery } from '../connector/queries.ts'
import { saleQuery } from '../counter/TicketDialog.tsx'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { formatMoney } from '../lib/format.ts'
import { paymentModesQuery } from '../lib/queries.ts'
import { uuid } from '../lib/uuid.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { Modal } from '../ui/Modal.tsx'
import { useNotify } from '../ui/notices.tsx'
import { creditedCents, leftMilli, readMilli, typedMilli } from './back.ts'
import { CreditLines } from './CreditLines.tsx'

interface CreditDialogProps {
  number: number
  onClose(): void
  /** Hears the number of the credit note. */
  onDone(number: number): void
}

/** «Avoir»: which lines come back and how much of each, why, and how the customer is paid back. */
export function CreditDialog(props: CreditDialogProps) {
  const query = useQuery(saleQuery(props.number))
  const kind = query.data?.kind === 'invoice' ? 'invoice' : 'ticket'
  return (
    <Loaded query={query}>
      {(sale) => (
        <CreditFields {...props} sale={sale} title={t(`credit.title.${kind}`, { number: sale.number })} />
      )}
    </Loaded>
  )
}

function CreditFields({ sale, title, onClose, onDone }: CreditDialogProps & { sale: Sale; title: string }) {
  const [draftId] = useState(() => uuid())
  const [typed, setTyped] = useState<Record<number, string>>(() =>
    Object.fromEntries(sale.lines.map((line) => [line.rank, typedMilli(leftMilli(line))])),
  )
  const [reason, setReason] = useState('')
  const [sellerId, setSellerId] = useState('')
  const [modeId, setModeId] = useState(() => String(sale.payments[0]?.modeId ?? ''))
  const { data: sellers = [] } = useQuery(sellersQuery)
  const { data: modes = [] } = useQuery(paymentModesQuery)
  const notify = useNotify()
  const credit = useMutation<Sale, ApiFailure, CreditForm>({
    mutationFn: (form) => api.post<Sale>(`/sales/${sale.number}/credit`, form),
    onSuccess: (made) => {
      const total = formatMoney(-made.totalCents, made.currency)
      notify(t('credit.done', { number: made.number, total }))
      onDone(made.number)
    },
    onError: (failure) => Object.keys(failure.fields).length === 0 && notify(failure.message, 'failed'),
  })
  const errors = credit.error?.fields ?? {}
  const errorOf = (field: string) => (errors[field] === undefined ? {} : { error: errors[field] })
  const back = sale.lines.map((line) => ({ line, milli: readMilli(typed[line.rank] ?? '') }))
  const isWrong = back.some(({ line, milli }) => milli === undefined || milli > leftMilli(line))
  const lines = back
    .filter(({ milli }) => milli !== undefined && milli > 0)
    .map(({ line, milli }) => ({ rank: line.rank, quantity: typedMilli(milli!).replace(',', '.') }))
  const total = isWrong ? null : creditedCents(sale.lines, lines)
  const isExhausted = sale.lines.every((line) => leftMilli(line) === 0)
  const submit = () => {
    if (isWrong || lines.length === 0) return
    credit.mutate({ draftId, sellerId: chosen(sellerId), modeId: chosen(modeId), reason, lines })
  }
  return (
    <Modal title={title} onClose={onClose} onSubmit={submit}>
      <div className="credit">
        <CreditLines sale={sale} typed={typed} onChange={setTyped} />
        {!isWrong && lines.length === 0 && (
          <p className="field-error" role="alert">
            {t(isExhausted ? 'credit.exhausted' : 'credit.empty')}
          </p>
        )}
        <p className="credit-total" role="status">
          <span>{t('credit.total')}</span>
          <strong>{total === null ? t('office.none') : formatMoney(total, sale.currency)}</strong>
        </p>
        {errors.lines !== undefined && <p className="field-error">{errors.lines}</p>}
        <TextField
          label={t('credit.reason')}
          value={reason}
          onChange={setReason}
          maxLength={200}
          {...errorOf('reason')}
        />
        <SelectField
          label={t('credit.seller')}
          value={sellerId}
          onChange={setSellerId}
          choices={[{ value: '', label: t('credit.choose') }, ...awake(sellers).map(choiceOf)]}
          {...errorOf('sellerId')}
        />
        <SelectField
          label={t('credit.mode')}
          value={modeId}
          onChange={setModeId}
          choices={[
            { value: '', label: t('credit.choose') },
            ...awake(modes.filter(({ isLocked }) => !isLocked)).map(choiceOf),
          ]}
          {...errorOf('modeId')}
        />
        <div className="confirm-buttons">
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button look="primary" type="submit" disabled={credit.isPending || isWrong || lines.length === 0}>
            {t('credit.validate')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

const chosen = (value: string) => (value === '' ? null : Number(value))
const awake = <T extends Pick<Seller, 'isAsleep'>>(all: T[]) => all.filter(({ isAsleep }) => !isAsleep)
const choiceOf = ({ id, name }: { id: number; name: string }) => ({ value: String(id), label: name })
