import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Transfer } from '../../../src/connector/transfers/wire.ts'
import type { HubState } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { transferQuery } from '../queries.ts'

/**
 * «Envoi Commandes sur HubRise»: asks for the number of one of this till's own orders (contract, kezia R-E3).
 */
export function OrderSender({ hub, onClose }: { hub: HubState; onClose(): void }) {
  const [idcde, setIdcde] = useState('')
  const queryClient = useQueryClient()
  const send = useMutation<Transfer, ApiFailure>({
    mutationFn: () => api.post<Transfer>('/hub/transfers/orders', { idcde: idcde.trim() }),
    onSuccess: (state) => {
      queryClient.setQueryData(transferQuery.queryKey, state)
      onClose()
    },
  })
  const error = send.error ? (send.error.fields.idcde ?? send.error.message) : undefined
  return (
    <Modal title={t('exchange.orders')} onClose={onClose} onSubmit={() => send.mutate()}>
      <TextField
        label={t('exchange.orders.idcde')}
        inputMode="numeric"
        value={idcde}
        autoFocus
        onChange={setIdcde}
        {...(error !== undefined && { error })}
      />
      <p className="help">
        {idcde.trim() === ''
          ? t('exchange.orders.help')
          : t('exchange.orders.question', {
              number: idcde.trim(),
              location: hub.location?.name ?? hub.location?.id ?? '',
            })}
      </p>
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button look="primary" type="submit" disabled={idcde.trim() === '' || send.isPending}>
          {t('app.confirm')}
        </Button>
      </div>
    </Modal>
  )
}
