import { useQuery } from '@tanstack/react-query'
import { anyDormantQuery } from '../customers/queries.ts'
import { t } from '../labels/index.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { useWindows } from '../windows/manager.tsx'

/** Above the tiles: whose till this is, or the way back to the wizard that was left. */
export function Agency() {
  const { data: shop } = useQuery(shopQuery)
  const { open } = useWindows()
  if (shop && !shop.isSetUp)
    return (
      <Button look="primary" onClick={() => open('setup')}>
        {t('setup.resume')}
      </Button>
    )
  if (!shop?.name) return null
  // Without an agency the shop helps itself.
  const name = shop.agency || [shop.name, shop.city].filter(Boolean).join(' | ')
  return (
    <p className="agency">{t('status.agency', { name, code: shop.clientCode || t('status.notGiven') })}</p>
  )
}

/** Below the tiles; the customers only when some of them should be looked at (contract, kezia D5). */
export function Facts() {
  const { data: shop } = useQuery(shopQuery)
  const { data: dormant } = useQuery(anyDormantQuery)
  const { open } = useWindows()
  if (!shop) return null
  return (
    <div className="facts">
      <span>{t('status.version', { version: shop.version })}</span>
      <span>{t('status.server', { address: shop.serverAddress })}</span>
      <span>{t('status.station', { address: shop.stationAddress })}</span>
      {dormant?.isAny && (
        <button type="button" className="facts-key" onClick={() => open('customers', { review: 1 })}>
          {t('status.review')}
        </button>
      )}
    </div>
  )
}
