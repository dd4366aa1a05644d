import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { lastBackupQuery } from '../backup/queries.ts'
import { t } from '../labels/index.ts'
import { formatDate, formatLongTime, formatTime } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { StatusProfile } from '../profiles/StatusProfile.tsx'

/** Only what is true (contract, kezia D5): the last backup is the newest file that there is. */
export function StatusBar() {
  const now = useNow()
  const { data: shop } = useQuery(shopQuery)
  if (!shop) return <footer className="statusbar" />
  const { site, station, drawer, timeZone } = shop
  return (
    <footer className="statusbar">
      <LastBackup timeZone={timeZone} />
      <span>{t('status.date', { date: formatDate(now, timeZone) })}</span>
      <span>{t('status.time', { time: formatLongTime(now, timeZone) })}</span>
      <span>
        {t('status.station.numbers', { site, station, drawer })} <StatusProfile />
      </span>
    </footer>
  )
}

/** «Dernière Sauvegarde: 01/01/2000 à 00 h 00». */
function LastBackup({ timeZone }: { timeZone: string }) {
  const { data } = useQuery(lastBackupQuery)
  if (!data) return null
  if (data.at === null) return <span>{t('status.noBackup')}</span>
  const at = new Date(data.at)
  const [hour = '', minute = ''] = formatTime(at, timeZone).split(':')
  return <span>{t('status.backup', { date: formatDate(at, timeZone), hour, minute })}</span>
}

function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
