import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { PanelButton, WorkButton } from './PanelButton.tsx'

/**
 * «Valider commande», and once the order is ready what carries it to its end (contract, kezia D36). An end that invoices
 * waits for the settlement.
 */
export function MainButton({ order, onAccept }: { order: WebOrderRow; onAccept(): void }) {
  const { status, serviceType } = order
  if (status === 'ready' && serviceType === 'delivery')
    return (
      <WorkButton order={order} action="ship" status="in_delivery" look="accept">
        {t('panel.ship')}
      </WorkButton>
    )
  if (status === 'ready')
    return (
      <PanelButton isOff title={t('app.unavailable')}>
        {t('panel.handOver')}
      </PanelButton>
    )
  if (status === 'in_delivery')
    return (
      <>
        <PanelButton isOff title={t('app.unavailable')}>
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
