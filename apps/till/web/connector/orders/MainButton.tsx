import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { PanelButton, WorkButton } from './PanelButton.tsx'

interface MainButtonProps {
  order: WebOrderRow
  onAccept(): void
  /** The order is handed over; if unpaid, it is settled first. */
  onComplete(): void
}

/** «Valider commande»; once the order is ready, the action that completes it (contract, kezia D36). */
export function MainButton({ order, onAccept, onComplete }: MainButtonProps) {
  const { status, serviceType } = order
  if (status === 'ready' && serviceType === 'delivery')
    return (
      <WorkButton order={order} action="ship" status="in_delivery" look="accept">
        {t('panel.ship')}
      </WorkButton>
    )
  if (status === 'ready')
    return (
      <PanelButton look="accept" onClick={onComplete}>
        {t('panel.handOver')}
      </PanelButton>
    )
  if (status === 'in_delivery')
    return (
      <>
        <PanelButton look="accept" isOff={serviceType !== 'delivery'} onClick={onComplete}>
          {t('panel.delivered')}
        </PanelButton>
        <WorkButton order={order} action="fail-delivery" status="delivery_failed" look="reject">
          {t('panel.deliveryFailed')}
        </WorkButton>
      </>
    )
  return (
    <PanelButton look="accept" isOff={status !== 'pending'} onClick={onAccept}>
      {t('panel.accept')}
    </PanelButton>
  )
}
