import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HubState } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import type { WindowProps } from '../../windows/types.ts'
import { IconButton } from '../orders/icons.tsx'
import { ServicesDialog } from '../orders/ServicesDialog.tsx'
import { hubQuery } from '../queries.ts'
import { Connect } from './Connect.tsx'
import { ConnectionButtons } from './ConnectionButtons.tsx'
import { ForeignQueue } from './ForeignQueue.tsx'
import { nameAndId } from './names.ts'

/** W-5, the other way to the connection: «Configurer» of W-4. */
export const ServiceWindow = ({ close }: WindowProps) => (
  <Loaded query={useQuery(hubQuery)}>{(hub) => <Service hub={hub} onClose={close} />}</Loaded>
)

function Service({ hub, onClose }: { hub: HubState; onClose(): void }) {
  const [isChoosingService, setIsChoosingService] = useState(false)
  const { isConnected, trouble } = hub
  return (
    <div className="service-window">
      <div className="service-head">
        <IconButton name="cog" label={t('list.settings')} onClick={() => setIsChoosingService(true)} />
      </div>
      {hub.queue.foreign > 0 && <ForeignQueue count={hub.queue.foreign} />}
      <fieldset className="connected">
        <legend>{t('service.connection')}</legend>
        <Greyed label={t('hub.location')} value={nameAndId(isConnected ? hub.location : null)} />
        <Greyed label={t('service.catalog')} value={nameAndId(isConnected ? hub.catalog : null)} />
        <Greyed label={t('service.customerList')} value={nameAndId(isConnected ? hub.customerList : null)} />
      </fieldset>
      {(!isConnected || trouble !== null) && <Connect hub={hub} label={t('service.connect')} />}
      {isConnected ? (
        <ConnectionButtons hub={hub} managerLabel={t('service.manager')} />
      ) : (
        // One database has one connection, shared by all its stations: there is no other one to take over
        // (D17, D28).
        <button
          type="button"
          className="button big-button"
          aria-disabled="true"
          title={t('service.resume.none')}
        >
          {t('service.resume')}
        </button>
      )}
      <div className="window-buttons service-foot">
        <Button onClick={onClose}>{t('app.close')}</Button>
        <Button aria-disabled="true" title={t('service.saved')}>
          {t('options.save')}
        </Button>
      </div>
      {isChoosingService && <ServicesDialog onClose={() => setIsChoosingService(false)} />}
    </div>
  )
}

const Greyed = ({ label, value }: { label: string; value: string }) => (
  <TextField label={label} value={value} disabled onChange={() => {}} />
)
