import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../labels/index.ts'
import { stationAccessQuery } from '../lib/queries.ts'

/** On every screen of a till whose network is in plain text (contract, security S34). */
export function NetworkStrip() {
  const { data: access } = useQuery(stationAccessQuery)
  const [isClosed, setClosed] = useState(false)
  if (!access?.isNetworkOpen || access.isEncrypted || isClosed) return null
  return (
    <div className="strips" role="status">
      <div className="overlay-box strip">
        <p className="overlay-text">{t('network.plain')}</p>
        <button
          type="button"
          className="overlay-close"
          aria-label={t('app.close')}
          onClick={() => setClosed(true)}
        >
          ×
        </button>
      </div>
    </div>
  )
}
