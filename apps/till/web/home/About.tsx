import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { shopQuery, stationAccessQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { useWindows } from '../windows/manager.tsx'

/** «?»: which program this is, and that it claims no certificate (contract, kezia D2, D64). */
export function About() {
  const { data: shop } = useQuery(shopQuery)
  const { open } = useWindows()
  const { data: access } = useQuery(stationAccessQuery)
  return (
    <div className="about">
      <p className="about-product">{t('home.product')}</p>
      {shop && <p>{t('status.version', { version: shop.version })}</p>}
      <p>{t('about.uncertified')}</p>
      {access?.isOwnMachine && access.isNetworkOpen && (
        <Button onClick={() => open('configuration', { page: 'stations' })}>{t('about.stations')}</Button>
      )}
      <Button onClick={() => open('guide')}>{t('guide.title')}</Button>
    </div>
  )
}
