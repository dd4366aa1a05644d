import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HubState } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { formatTime } from '../../lib/format.ts'
import { shopQuery } from '../../lib/queries.ts'
import { useWindows } from '../../windows/manager.tsx'
import { hubQuery } from '../queries.ts'

interface Strip {
  /** One value per outage: closing a strip does not hide the next outage. */
  key: string
  text: string
}

/**
 * Why the hub does not answer, shown once per outage, without a dialog (contract, counter T21, kezia D27).
 */
export function Strips() {
  const { data: hub } = useQuery(hubQuery)
  const { data: shop } = useQuery(shopQuery)
  const [closed, setClosed] = useState('')
  const { opened } = useWindows()
  // The header of the list shows the same, and so does W-3; W-5 shows why a connection stopped.
  const top = opened.at(-1)?.id
  const isOfHub = top === 'hub' || top === 'hub-service'
  const isOutageSaid = top === 'hub' && hub?.outageSince !== null
  const isSaidElsewhere = top === 'web-orders' || isOutageSaid || (isOfHub && hub?.trouble !== null)
  const strip = hub && stripOf(hub, hub.timeZone ?? shop?.timeZone ?? 'Europe/Paris')
  return (
    <div className="strips" role="status">
      {strip && strip.key !== closed && !isSaidElsewhere && (
        <div className="overlay-box strip">
          <p className="overlay-text" title={strip.text}>
            {strip.text}
          </p>
          <button
            type="button"
            className="overlay-close"
            aria-label={t('app.close')}
            onClick={() => setClosed(strip.key)}
          >
            ×
          </button>
        </div>
      )}
    </div>
  )
}

function stripOf(hub: HubState, timeZone: string): Strip | undefined {
  const { isActive, trouble, outageSince, limitedUntil } = hub
  if (!isActive) return undefined
  if (trouble) return { key: trouble, text: t(`hub.trouble.${trouble}`) }
  if (outageSince) return { key: outageSince, text: t('strip.unreachable') }
  if (!limitedUntil) return undefined
  return {
    key: limitedUntil,
    text: t('strip.limited', { time: formatTime(new Date(limitedUntil), timeZone) }),
  }
}
