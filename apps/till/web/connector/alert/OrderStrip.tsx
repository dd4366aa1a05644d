import { useQuery } from '@tanstack/react-query'
import type { WebOrderNotice } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { useWindows } from '../../windows/manager.tsx'
import { noticesQuery } from '../queries.ts'
import { changesText, refundText } from './Changes.tsx'
import { useSee } from './useSee.ts'

/**
 * Under the menu bar of every station, in every window: an accepted order changed or was cancelled, and no
 * seller has seen it yet. The strip has its own row, so that it covers nothing (contract, counter T55, T56).
 * Cancelled orders come first.
 */
export function OrderStrip() {
  const { data: notices = [] } = useQuery(noticesQuery)
  const { open } = useWindows()
  const see = useSee()
  const unseen = notices.filter(({ kind }) => kind !== 'elsewhere')
  const shown = unseen.find(({ kind }) => kind === 'cancelled') ?? unseen[0]
  return (
    <div className="order-strip-place" role="alert">
      {shown && (
        <div className={`order-strip order-strip-${shown.kind}`}>
          <p className="order-strip-text" title={textOf(shown)}>
            {textOf(shown)}
          </p>
          <span className="order-strip-count">{t('alarm.count', { count: unseen.length })}</span>
          <button type="button" onClick={() => open('web-order-details', { number: shown.number })}>
            {t('alarm.open')}
          </button>
          <button type="button" onClick={() => see(shown.number)}>
            {t('alarm.seen')}
          </button>
        </div>
      )}
    </div>
  )
}

function textOf(notice: WebOrderNotice): string {
  const { code, kind, changes } = notice
  if (kind === 'cancelled') return [t('alert.cancelled', { code }), refundText(notice)].join(' ').trim()
  return t('alarm.changedOrder', { code, changes: changesText(changes, ' · ') })
}
