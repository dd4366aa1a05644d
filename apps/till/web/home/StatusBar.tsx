import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { t } from '../labels/index.ts'
import { formatDate, formatLongTime } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { StatusProfile } from '../profiles/StatusProfile.tsx'

/** Only what is true: no backup line until there are backups (contract, kezia D5). */
export function StatusBar() {
  const now = useNow()
  const { data: shop } = useQuery(shopQuery)
  if (!shop) return <footer className="statusbar" />
  const { site, station, drawer, timeZone } = shop
  return (
    <footer className="statusbar">
      <span>{t('status.date', { date: formatDate(now, timeZone) })}</span>
      <span>{t('status.time', { time: formatLongTime(now, timeZone) })}</span>
      <span>
        {t('status.station.numbers', { site, station, drawer })} <StatusProfile />
      </span>
    </footer>
  )
}

function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
