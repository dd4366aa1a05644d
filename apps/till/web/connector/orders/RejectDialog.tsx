import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type RejectionReason, rejectionReasons } from '../../../src/weborders/rules.ts'
import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Radios, TextField } from '../../ui/fields.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { SellerField } from './SellerField.tsx'
import { useSeller } from './useSeller.ts'

const choices = rejectionReasons.map((value) => ({ value, label: value }))

/** «Rejeter» asks for the reason (contract, kezia D35). */
export function RejectDialog({ order, onClose }: { order: WebOrderRow; onClose(): void }) {
  const [reason, setReason] = useState<RejectionReason>('Article indisponible')
  const [details, setDetails] = useState('')
  const { seller } = useSeller()
  const queryClient = useQueryClient()
  const notify = useNotify()
  const reject = useMutation<void, ApiFailure>({
    mutationFn: () =>
      api.post(`/web-orders/${order.number}/reject`, { sellerId: seller?.id, reason, details }),
    onSuccess: () => {
      notify(t('panel.rejected', { code: order.code }))
      onClose()
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['web-orders'] }),
  })
  const { fields = {}, message = '' } = reject.error ?? {}
  return (
    <Modal title={t('reject.title', { code: order.code })} onClose={onClose} onSubmit={() => reject.mutate()}>
      <Radios<RejectionReason>
        legend={t('reject.reason')}
        value={reason}
        choices={choices}
        onChange={setReason}
      />
      <TextField
        label={t('reject.details')}
        value={details}
        error={fields.details}
        maxLength={500}
        onChange={setDetails}
      />
      {/* Last in the form: Enter on a drop-down opens it, but Enter must confirm. */}
      <SellerField error={fields.sellerId} />
      {reject.isError && Object.keys(fields).length === 0 && (
        <p className="field-error" role="alert">
          {message}
        </p>
      )}
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button type="submit" look="primary" disabled={reject.isPending}>
          {t('app.confirm')}
        </Button>
      </div>
    </Modal>
  )
}
