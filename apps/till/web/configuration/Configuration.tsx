import { type KeyboardEvent, useId, useState } from 'react'
import { t } from '../labels/index.ts'
import { useConfirmDiscard } from '../ui/useConfirmDiscard.ts'
import { useCloseGuard } from '../windows/manager.tsx'
import type { WindowProps } from '../windows/types.ts'
import { configurationPages } from './pages.ts'

/** «Fichier» > «Paramètres» > «Configuration», F9 (contract, kezia W-2, W-17). */
export function Configuration({ params }: WindowProps) {
  const [chosen, setChosen] = useState(params.page ?? 'article')
  const [isDirty, setDirty] = useState(false)
  const panelId = useId()
  const confirmDiscard = useConfirmDiscard(isDirty)
  useCloseGuard(confirmDiscard)
  const current = configurationPages.find(({ id }) => id === chosen) ?? configurationPages[0]!
  const tabId = (id: string) => `${panelId}-${id}`

  async function show(id: string) {
    if (id === current.id || (confirmDiscard && !(await confirmDiscard()))) return
    setDirty(false)
    setChosen(id)
    document.getElementById(tabId(id))?.focus()
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    const { length } = configurationPages
    const next = configurationPages[(configurationPages.indexOf(current) + step + length) % length]!
    event.preventDefault()
    void show(next.id)
  }
  return (
    <div className="configuration">
      <div
        className="configuration-pages"
        role="tablist"
        aria-label={t('configuration.pages')}
        aria-orientation="vertical"
        onKeyDown={onKeyDown}
      >
        {configurationPages.map(({ id, label }) => (
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
      <div className="configuration-page" role="tabpanel" id={panelId} aria-labelledby={tabId(current.id)}>
        <current.Component key={current.id} onDirty={setDirty} />
      </div>
    </div>
  )
}
