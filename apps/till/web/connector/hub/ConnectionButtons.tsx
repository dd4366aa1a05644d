import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { HubState } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { hubQuery } from '../queries.ts'

interface ConnectionButtonsProps {
  hub: HubState
  /** «Compte HubRise» in W-3, «Accéder à HubRise» in W-5. */
  managerLabel: string
}

/** Actions on a connection: open the hub, or disconnect after a confirmation (contract, kezia R-C6, R-C7). */
export function ConnectionButtons({ hub, managerLabel }: ConnectionButtonsProps) {
  const queryClient = useQueryClient()
  const confirm = useConfirm()
  const notify = useNotify()
  const disconnect = useMutation<HubState, ApiFailure>({
    mutationFn: () => api.post<HubState>('/hub/disconnect'),
    onSuccess: (state) => queryClient.setQueryData(hubQuery.queryKey, state),
    onError: (failure) => notify(failure.message, 'failed'),
  })
  const ask = async () => {
    const question = { title: t('hub.disconnect'), message: t('hub.disconnect.question') }
    if (await confirm(question)) disconnect.mutate()
  }
  return (
    <div className="window-buttons">
      <Button onClick={() => window.open(hub.managerUrl, '_blank', 'noopener')}>{managerLabel}</Button>
      <Button look="danger" disabled={disconnect.isPending} onClick={() => void ask()}>
        {t('hub.disconnect')}
      </Button>
      {disconnect.isPending && <span role="status">{t('hub.disconnecting')}</span>}
    </div>
  )
}
