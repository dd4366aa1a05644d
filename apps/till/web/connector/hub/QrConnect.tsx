import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Pairing } from '../../../src/connector/connection/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { pairingOfferQuery, pairingQuery } from '../queries.ts'
import { QrCode } from './QrCode.tsx'

/** «Connecter avec un QR code», offered where the hub publishes the device grant (contract, kezia D69). */
export function QrConnect() {
  const queryClient = useQueryClient()
  const notify = useNotify()
  const offer = useQuery(pairingOfferQuery).data?.offer
  const { data: pairing, dataUpdatedAt } = useQuery(pairingQuery)
  const onSuccess = (state: Pairing) => queryClient.setQueryData(pairingQuery.queryKey, state)
  const start = useMutation<Pairing, ApiFailure>({
    mutationFn: () => api.post<Pairing>('/hub/pairing'),
    onSuccess,
  })
  const cancel = useMutation<Pairing, ApiFailure>({
    mutationFn: () => api.delete<Pairing>('/hub/pairing'),
    onSuccess,
    onError: (failure) => notify(failure.message, 'failed'),
  })
  if (pairing?.state === 'waiting')
    return <QrCode code={pairing} readAtMs={dataUpdatedAt} onCancel={() => cancel.mutate()} />

  const failure = start.error?.message ?? (pairing?.state === 'ended' ? pairing.message : undefined)
  if (failure !== undefined)
    return (
      <div className="qr-ended">
        <p className="field-error" role="alert">
          {failure}
        </p>
        <Button look="primary" disabled={start.isPending} onClick={() => start.mutate()}>
          {t('hub.qr.again')}
        </Button>
        <Button
          onClick={() => {
            start.reset()
            cancel.mutate()
          }}
        >
          {t('app.cancel')}
        </Button>
      </div>
    )
  if (offer === undefined || offer === 'absent') return null
  const isReachable = offer === 'published'
  return (
    <div className="qr-offer">
      <Button
        aria-disabled={!isReachable || start.isPending}
        title={isReachable ? undefined : t('hub.qr.unreachable')}
        onClick={() => isReachable && !start.isPending && start.mutate()}
      >
        {t('hub.qr')}
      </Button>
      <p className="soft" role="status">
        {isReachable ? t('hub.qr.intro') : t('hub.qr.unreachable')}
      </p>
    </div>
  )
}
