import type { HubState, Named } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { TextField } from '../../ui/fields.tsx'
import { ConnectionButtons } from './ConnectionButtons.tsx'
import { nameAndId } from './names.ts'

/** The group «Connecté à HubRise» (contract, kezia W-3, D7). */
export const Connected = ({ hub }: { hub: HubState }) => (
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
    <ConnectionButtons hub={hub} managerLabel={t('hub.manager')} />
  </>
)

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
