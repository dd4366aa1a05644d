import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Transfer } from '../../../src/connector/transfers/wire.ts'
import type { HubState, SendableInvoice } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { DayField } from '../../ui/DayField.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { todayIn } from '../orders/filters.ts'
import { invoicesQuery, transferQuery } from '../queries.ts'
import { useTimeZone } from '../useTimeZone.ts'
import { InvoiceTable } from './InvoiceTable.tsx'
import { keepInvoices, periodOfDays } from './invoices.ts'

interface InvoicePickerProps {
  hub: HubState
  onClose(): void
}

/**
 * «Envoi Factures sur HubRise»: the user ticks the invoices, confirms their count, then sends (contract,
 * kezia W-19, D9).
 */
export function InvoicePicker({ hub, onClose }: InvoicePickerProps) {
  const timeZone = useTimeZone()
  const [days, setDays] = useState(() => ({ from: todayIn(timeZone), to: todayIn(timeZone) }))
  const [customer, setCustomer] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const period = periodOfDays(days)
  const query = useQuery(invoicesQuery(period.from, period.to))
  const queryClient = useQueryClient()
  const confirm = useConfirm()
  const send = useMutation<Transfer | undefined, ApiFailure, number[]>({
    mutationFn: async (numbers) => {
      const location = hub.location?.name ?? hub.location?.id ?? ''
      const message = t('exchange.invoices.question', { count: numbers.length, location })
      if (!(await confirm({ title: t('exchange.invoices'), message }))) return undefined
      return api.post<Transfer>('/hub/transfers/invoices', { numbers })
    },
    onSuccess: (state) => {
      if (!state) return
      queryClient.setQueryData(transferQuery.queryKey, state)
      onClose()
    },
  })
  const rows: SendableInvoice[] = keepInvoices(query.data ?? [], { ...days, customer }, timeZone)
  // A ticked invoice that is no longer shown is not sent.
  const numbers = rows.map(({ number }) => number).filter((number) => chosen.has(number))
  return (
    <Modal
      title={t('invoices.title')}
      onClose={onClose}
      onSubmit={() => numbers.length > 0 && send.mutate(numbers)}
    >
      <div className="invoice-picker">
        <div className="invoice-picker-days">
          <DayField
            label={t('invoices.from')}
            value={days.from}
            onChange={(from) => setDays({ ...days, from })}
          />
          <DayField label={t('invoices.to')} value={days.to} onChange={(to) => setDays({ ...days, to })} />
          <TextField
            label={t('invoices.customer')}
            value={customer}
            placeholder={t('documents.customer.hint')}
            onChange={setCustomer}
          />
          <Button onClick={() => setChosen(new Set(rows.map(({ number }) => number)))}>
            {t('invoices.all')}
          </Button>
          <Button onClick={() => setChosen(new Set())}>{t('invoices.none')}</Button>
        </div>
        <Loaded query={query}>
          {() => <InvoiceTable rows={rows} chosen={chosen} timeZone={timeZone} onChoose={setChosen} />}
        </Loaded>
        {send.isError && (
          <p className="field-error" role="alert">
            {Object.values(send.error.fields)[0] ?? send.error.message}
          </p>
        )}
        <div className="confirm-buttons">
          <span role="status">{t('invoices.count', { count: numbers.length, total: rows.length })}</span>
          <Button onClick={onClose}>{t('app.close')}</Button>
          <Button look="primary" type="submit" disabled={numbers.length === 0 || send.isPending}>
            {t('invoices.validate')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
