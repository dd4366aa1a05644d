import type { OrderStatus } from '@hub/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Transfer } from '../../../src/connector/transfers/wire.ts'
import { type LabelKey, t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { transferQuery } from '../queries.ts'

/** The hub's eleven statuses with the till's labels (contract, kezia §3.3). */
const statuses: Record<OrderStatus, LabelKey> = {
  new: 'status.pending',
  received: 'status.pending',
  accepted: 'status.accepted',
  in_preparation: 'status.in_preparation',
  awaiting_shipment: 'status.ready',
  awaiting_collection: 'status.ready',
  in_delivery: 'status.in_delivery',
  completed: 'status.completed',
  rejected: 'status.rejected',
  cancelled: 'status.cancelled',
  delivery_failed: 'status.delivery_failed',
}
const choices = Object.entries(statuses).map(([value, label]) => ({ value, label: `${t(label)} (${value})` }))

/**
 * «Changement Statut commande»: asks for the hub's order id and the status, then confirms (contract, kezia
 * R-A7, D9).
 */
export function StatusChanger({ onClose }: { onClose(): void }) {
  const [idcde, setIdcde] = useState('')
  const [status, setStatus] = useState('accepted')
  const queryClient = useQueryClient()
  const confirm = useConfirm()
  const change = useMutation<Transfer | undefined, ApiFailure, { idcde: string; status: string }>({
    mutationFn: async (asked) => {
      const label = choices.find(({ value }) => value === asked.status)?.label ?? asked.status
      const message = t('exchange.status.question', { idcde: asked.idcde, status: label })
      if (!(await confirm({ title: t('exchange.status'), message }))) return undefined
      return api.post<Transfer>('/hub/transfers/status', asked)
    },
    onSuccess: (state) => {
      if (!state) return
      queryClient.setQueryData(transferQuery.queryKey, state)
      onClose()
    },
  })
  const error = change.error ? (Object.values(change.error.fields)[0] ?? change.error.message) : undefined
  const isReady = idcde.trim() !== '' && !change.isPending
  return (
    <Modal
      title={t('exchange.status')}
      onClose={onClose}
      onSubmit={() => isReady && change.mutate({ idcde: idcde.trim(), status })}
    >
      <TextField
        label={t('exchange.status.idcde')}
        value={idcde}
        autoFocus
        autoCapitalize="none"
        onChange={setIdcde}
        {...(error !== undefined && { error })}
      />
      <p className="help">{t('exchange.status.help')}</p>
      <SelectField
        label={t('exchange.status.status')}
        value={status}
        choices={choices}
        onChange={setStatus}
      />
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button look="primary" type="submit" disabled={!isReady}>
          {t('exchange.status.validate')}
        </Button>
      </div>
    </Modal>
  )
}
