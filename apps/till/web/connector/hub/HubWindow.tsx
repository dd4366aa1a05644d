import { useQuery } from '@tanstack/react-query'
import { type ComponentType, type KeyboardEvent, useId, useState } from 'react'
import type { HubState } from '../../../src/connector/wire.ts'
import { type LabelKey, t } from '../../labels/index.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { useConfirmDiscard } from '../../ui/useConfirmDiscard.ts'
import { useCloseGuard } from '../../windows/manager.tsx'
import { hubQuery } from '../queries.ts'
import { ConnectionTab } from './ConnectionTab.tsx'
import { CustomisationTab } from './CustomisationTab.tsx'
import { ExchangeTab } from './ExchangeTab.tsx'
import { ExportTab } from './ExportTab.tsx'
import { MaintenanceTab } from './MaintenanceTab.tsx'
import { OptionsTab } from './OptionsTab.tsx'
import { SyncTab } from './SyncTab.tsx'
import type { HubTabProps } from './tabs.ts'

interface Tab {
  id: string
  label: LabelKey
  Panel: ComponentType<HubTabProps>
}

const connectionTab: Tab = { id: 'connection', label: 'hub.tab.connection', Panel: ConnectionTab }
/** Tabs once connected, in display order (contract, kezia D8). */
const connectedTabs: Tab[] = [
  connectionTab,
  { id: 'exchange', label: 'hub.tab.exchange', Panel: ExchangeTab },
  { id: 'options', label: 'hub.tab.options', Panel: OptionsTab },
  { id: 'customisation', label: 'hub.tab.customisation', Panel: CustomisationTab },
  { id: 'maintenance', label: 'hub.tab.maintenance', Panel: MaintenanceTab },
  { id: 'sync', label: 'hub.tab.sync', Panel: SyncTab },
  { id: 'export', label: 'hub.tab.export', Panel: ExportTab },
]

/** W-3. */
export const HubWindow = () => <Loaded query={useQuery(hubQuery)}>{(hub) => <HubTabs hub={hub} />}</Loaded>

function HubTabs({ hub }: { hub: HubState }) {
  const [chosen, setChosen] = useState('connection')
  const tabs = hub.isConnected ? connectedTabs : [connectionTab]
  const current = tabs.find(({ id }) => id === chosen) ?? connectionTab
  const panelId = useId()
  const tabId = (id: string) => `${panelId}-${id}`
  const [unsaved, setUnsaved] = useState<string>()
  const confirmDiscard = useConfirmDiscard(unsaved === current.id)
  useCloseGuard(confirmDiscard)

  async function show(id: string) {
    if (id === current.id || (confirmDiscard && !(await confirmDiscard()))) return
    setUnsaved(undefined)
    setChosen(id)
    document.getElementById(tabId(id))?.focus()
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    const next = tabs[(tabs.indexOf(current) + step + tabs.length) % tabs.length]!
    event.preventDefault()
    void show(next.id)
  }
  return (
    <div className="hub">
      <div className="hub-heading">
        <h3>{t('hub.heading')}</h3>
        <p className="field-error" role="status">
          {hub.isConnected && hub.outageSince !== null && t('strip.outage')}
        </p>
      </div>
      <div className="tabs" role="tablist" aria-label={t('hub.tabs')} onKeyDown={onKeyDown}>
        {tabs.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={tabId(id)}
            aria-selected={id === current.id}
            aria-controls={panelId}
            tabIndex={id === current.id ? 0 : -1}
            onClick={() => void show(id)}
          >
            {t(label)}
          </button>
        ))}
      </div>
      <div className="tab-panel" role="tabpanel" id={panelId} aria-labelledby={tabId(current.id)}>
        <current.Panel hub={hub} onDirty={(isDirty) => setUnsaved(isDirty ? current.id : undefined)} />
      </div>
    </div>
  )
}
