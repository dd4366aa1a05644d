import { useQuery } from '@tanstack/react-query'
import { t } from '../../labels/index.ts'
import { useLive } from '../../lib/live.ts'
import { webOrderSettingsQuery } from '../../lib/queries.ts'
import { useWindows } from '../../windows/manager.tsx'
import { noticesQuery, waitingQuery } from '../queries.ts'
import { dismissAlert, useDismissedAt } from './dismissed.ts'
import { Strips } from './Strips.tsx'
import { useAlertPush } from './useAlertPush.ts'
import { useBell } from './useBell.ts'
import { useSee } from './useSee.ts'

/** Over every screen: W-10, notices of orders decided elsewhere, and hub outages. */
export function ConnectorOverlay() {
  const { bell, isBlocked } = useBell()
  useAlertPush()
  useLive('web-order-cancelled', () => void bell('cancelled'))
  return (
    <>
      <NewOrders />
      <OrderNotices />
      {isBlocked && (
        <button type="button" className="overlay-box sound-hint">
          {t('alert.soundBlocked')}
        </button>
      )}
      <Strips />
    </>
  )
}

/**
 * An order decided elsewhere: the notice stays until it is closed, here or at another station. Other notices
 * use the strip.
 */
function OrderNotices() {
  const { data: notices = [] } = useQuery(noticesQuery)
  const see = useSee()
  return notices
    .filter(({ kind }) => kind === 'elsewhere')
    .map(({ number, code }) => (
      <Notice key={number} onClose={() => see(number)}>
        {t('alert.elsewhere', { code })}
      </Notice>
    ))
}

/**
 * W-10: shown at each alert until it is closed or the list is opened, unless W-4 turns popups off (contract,
 * kezia R-O7).
 */
function NewOrders() {
  const { data: waiting } = useQuery(waitingQuery)
  const { data: settings } = useQuery(webOrderSettingsQuery)
  const dismissedAt = useDismissedAt()
  const { open, opened } = useWindows()
  const lastAlertAt = waiting?.lastAlertAt ?? ''
  const isListOpen = opened.at(-1)?.id === 'web-orders'
  if (lastAlertAt <= dismissedAt || isListOpen || settings?.isPopupDisabled !== false) return null
  return (
    <Notice look="alert" onClose={() => dismissAlert(lastAlertAt)} onOpen={() => open('web-orders')}>
      {t('alert.new')}
    </Notice>
  )
}

interface NoticeProps {
  children: string
  look?: 'alert' | 'plain'
  onClose(): void
  onOpen?(): void
}

const Notice = ({ children, look = 'plain', onClose, onOpen }: NoticeProps) => (
  <div className={`overlay-box overlay-${look}`} role="alert">
    {onOpen ? (
      <button type="button" className="overlay-text" onClick={onOpen}>
        {children}
      </button>
    ) : (
      <p className="overlay-text" title={children}>
        {children}
      </p>
    )}
    <button type="button" className="overlay-close" aria-label={t('app.close')} onClick={onClose}>
      ×
    </button>
  </div>
)
