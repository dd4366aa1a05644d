import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PrintOutcome, WebOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { DayField } from '../../ui/DayField.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { TimeField } from '../../ui/TimeField.tsx'
import { useWindows } from '../../windows/manager.tsx'
import { webOrderQuery } from '../queries.ts'
import { SellerField } from './SellerField.tsx'
import { useSeller } from './useSeller.ts'
import { localDayAndTime, toInstant } from './zoned.ts'

interface AcceptDialogProps {
  order: WebOrderRow
  timeZone: string
  onClose(): void
}

/** Confirmation of «Valider commande», where the promised time can be changed (contract, kezia D34). */
export function AcceptDialog({ order, timeZone, onClose }: AcceptDialogProps) {
  const query = useQuery({ ...webOrderQuery(order.number), staleTime: 0 })
  return (
    <Loaded query={query}>
      {({ proposedConfirmedAt }) => (
        <AcceptForm
          order={order}
          proposed={localDayAndTime(proposedConfirmedAt, timeZone)}
          timeZone={timeZone}
          onClose={onClose}
        />
      )}
    </Loaded>
  )
}

interface AcceptFormProps extends AcceptDialogProps {
  proposed: { day: string; time: string }
}

function AcceptForm({ order, proposed, timeZone, onClose }: AcceptFormProps) {
  const [typed, setTyped] = useState<{ day: string; time: string }>()
  const { seller } = useSeller()
  const queryClient = useQueryClient()
  const notify = useNotify()
  const { day, time } = typed ?? proposed
  const { open } = useWindows()
  const accept = useMutation<PrintOutcome | undefined, ApiFailure>({
    mutationFn: () =>
      api.post(`/web-orders/${order.number}/accept`, {
        sellerId: seller?.id,
        // If the time is left as proposed, the server computes it at the moment of the click.
        ...(typed && { confirmedAt: toInstant(typed.day, typed.time, timeZone) }),
      }),
    onSuccess: (printed) => {
      notify(t('panel.accepted', { code: order.code }))
      onClose()
      if (printed?.isPrinted === false)
        open('web-order-print', { number: order.number, kind: 'ticket', count: printed.count })
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['web-orders'] }),
  })
  const { fields = {}, message = '' } = accept.error ?? {}
  return (
    <Modal title={t('accept.title', { code: order.code })} onClose={onClose} onSubmit={() => accept.mutate()}>
      <div className="day-and-time">
        <TimeField
          label={t('accept.time')}
          value={time}
          error={fields.confirmedAt}
          onChange={(value) => setTyped({ day, time: value })}
        />
        <DayField
          label={t('accept.day')}
          value={day}
          onChange={(value) => setTyped({ day: value, time })}
          onWrong={(value) => setTyped({ day: value, time })}
        />
      </div>
      {/* Last in the form: Enter on a drop-down opens it, but Enter must confirm. */}
      <SellerField error={fields.sellerId} />
      {accept.isError && Object.keys(fields).length === 0 && (
        <p className="field-error" role="alert">
          {message}
        </p>
      )}
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button type="submit" look="primary" disabled={accept.isPending}>
          {t('app.confirm')}
        </Button>
      </div>
    </Modal>
  )
}
