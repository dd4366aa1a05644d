import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { shopQuery } from '../lib/queries.ts'

/** Above the tiles: whose till this is. */
export function Agency() {
  const { data: shop } = useQuery(shopQuery)
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
