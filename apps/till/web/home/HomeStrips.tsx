import { useQuery } from '@tanstack/react-query'
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
  return <p className="agency">{t('status.agency', { name: shop.name })}</p>
}

/** Below the tiles. */
export function Facts() {
  const { data: shop } = useQuery(shopQuery)
  if (!shop) return null
  return (
    <p className="facts">
      <span>{t('status.version', { version: shop.version })}</span>
      <span>{t('status.server', { address: shop.serverAddress })}</span>
      <span>{t('status.station', { address: shop.stationAddress })}</span>
    </p>
  )
}
