import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { HubState, Named } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { TextField } from '../../ui/fields.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { hubQuery } from '../queries.ts'

/** The group «Connecté à HubRise» (contract, kezia W-3, D7). */
export function Connected({ hub }: { hub: HubState }) {
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
    <>
      <fieldset className="connected">
        <legend>{t('hub.connected')}</legend>
        <ReadOnly label={t('hub.account')} value={hub.account?.name ?? ''} />
        <ReadOnly label={t('hub.location')} value={nameAndId(hub.location)} />
        <IdAndName label={t('hub.catalogId')} named={hub.catalog} />
        <IdAndName label={t('hub.customerListId')} named={hub.customerList} />
        <TextField
          label={t('hub.token')}
          value={`••••••••••••${hub.tokenTail ?? ''}`}
          disabled
          onChange={() => {}}
        />
      </fieldset>
      <div className="window-buttons">
        <Button onClick={() => window.open(hub.managerUrl, '_blank', 'noopener')}>{t('hub.manager')}</Button>
        <Button look="danger" disabled={disconnect.isPending} onClick={() => void ask()}>
          {t('hub.disconnect')}
        </Button>
        {disconnect.isPending && <span role="status">{t('hub.disconnecting')}</span>}
      </div>
    </>
  )
}

function IdAndName({ label, named }: { label: string; named: Named | null }) {
  return (
    <div className="id-and-name">
      <ReadOnly label={label} value={named?.id ?? t('hub.none')} />
      <ReadOnly label={t('hub.name')} value={named?.name ?? ''} />
    </div>
  )
}

const ReadOnly = ({ label, value }: { label: string; value: string }) => (
  <TextField label={label} value={value} readOnly onChange={() => {}} />
)

/** `Paris (z8ed2-0)`. */
const nameAndId = (named: Named | null) => (named ? `${named.name ?? ''} (${named.id})` : '')
