import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useWaitingOrderCount } from '../connector/index.tsx'
import { t } from '../labels/index.ts'
import { webOrderSettingsQuery } from '../lib/queries.ts'
import { useWindows } from '../windows/manager.tsx'

/** The key bound in W-4, MCU 1 «Commandes Web» unless changed: grey at rest, red with a dot while a web order waits (contract, kezia W-6, D31). */
export function WebOrdersKey() {
  const count = useWaitingOrderCount()
  const { open, isBuilt } = useWindows()
  const stateId = useId()
  const { data: settings } = useQuery(webOrderSettingsQuery)
  const isAvailable = isBuilt('web-orders')
  const state =
    count === 0
      ? t('home.noneWaiting')
      : t(count === 1 ? 'home.waiting.one' : 'home.waiting.other', { count })
  return (
    <button
      type="button"
      className={count > 0 ? 'mcu mcu-waiting' : 'mcu'}
      aria-disabled={!isAvailable}
      aria-describedby={stateId}
      aria-keyshortcuts="F8"
      title={isAvailable ? state : t('app.unavailable')}
      onClick={() => isAvailable && open('web-orders')}
    >
      <Bell />
      <span className="mcu-label">{settings?.listKeyLabel ?? t('menu.webOrders')}</span>
      <span className="mcu-number" aria-hidden="true">
        {t('webOrders.key', { number: settings?.listKey ?? 1 })}
      </span>
      <span className="ckey-shortcut" aria-hidden="true">
        F8
      </span>
      {count > 0 && <span className="mcu-dot" aria-hidden="true" />}
      <span id={stateId} hidden>
        {state}
      </span>
    </button>
  )
}

const Bell = () => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M12 3a6 6 0 0 0-6 6v4l-2 4h16l-2-4V9a6 6 0 0 0-6-6Zm-2.5 15a2.5 2.5 0 0 0 5 0" />
  </svg>
)
