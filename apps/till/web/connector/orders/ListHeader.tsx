import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HubState } from '../../../src/connector/wire.ts'
import { mayInvoice } from '../../../src/weborders/rules.ts'
import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatDate, formatMoney, formatTime } from '../../lib/format.ts'
import { shopQuery } from '../../lib/queries.ts'
import type { OrderFilters } from './filters.ts'
import { IconButton } from './icons.tsx'
import { ServicesDialog } from './ServicesDialog.tsx'
import { useMuted } from './useMuted.ts'
import { useNow } from './useNow.ts'
import { useSeller } from './useSeller.ts'

interface ListHeaderProps {
  hub: HubState | undefined
  timeZone: string
  rows: WebOrderRow[]
  isMore: boolean
  filters: OrderFilters
  isFiltering: boolean
  onFilter(): void
  onRefresh(): void
  onQuit(): void
}

export function ListHeader(props: ListHeaderProps) {
  const { hub, timeZone, rows, isMore, filters, isFiltering, onFilter, onRefresh, onQuit } = props
  const { sellers, seller, choose } = useSeller()
  const [isMuted, toggleMute] = useMuted()
  const [isChoosingService, setIsChoosingService] = useState(false)
  const reason = hub && reasonOf(hub, timeZone)
  // Rejected, cancelled and returned orders are not revenue (contract, counter T54).
  const totalCents = rows.reduce((sum, row) => (mayInvoice(row.status) ? sum + row.totalCents : sum), 0)
  return (
    <header className="list-header">
      <label className="seller">
        {t('list.seller')}
        <select value={seller?.id ?? ''} onChange={(event) => choose(event.target.value)}>
          {!seller && <option value="">{t('list.noSeller')}</option>}
          {sellers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p className="list-facts">
        {hub?.location && (
          <span>{t('list.store', { name: `${hub.location.name ?? ''} (${hub.location.id})` })}</span>
        )}
        <span>{periodText(filters)}</span>
        <span>
          {t(isMore ? 'list.totalShown' : 'list.total', {
            total: formatMoney(totalCents, rows[0]?.currency ?? 'EUR'),
          })}
        </span>
        <Here timeZone={timeZone} />
      </p>
      <div className="icon-buttons">
        <IconButton name="refresh" label={t('list.refresh')} onClick={onRefresh} />
        <IconButton
          name={isMuted ? 'muted' : 'sound'}
          label={t(isMuted ? 'list.unmute' : 'list.mute')}
          onClick={toggleMute}
        />
        <IconButton name="cog" label={t('list.settings')} onClick={() => setIsChoosingService(true)} />
        <IconButton name="funnel" label={t('list.filters')} isPressed={isFiltering} onClick={onFilter} />
        <IconButton name="power" label={t('list.quit')} onClick={onQuit} />
      </div>
      {reason && (
        <p className="list-reason" role="status">
          {reason}
        </p>
      )}
      {isChoosingService && <ServicesDialog onClose={() => setIsChoosingService(false)} />}
    </header>
  )
}

/** «Site : », «DATE : » and «HEURE : » (contract, kezia W-8). */
function Here({ timeZone }: { timeZone: string }) {
  const now = useNow()
  const { data: shop } = useQuery(shopQuery)
  return (
    <>
      {shop && <span>{t('list.site', { site: shop.site })}</span>}
      <span>{t('list.date', { date: formatDate(now, timeZone) })}</span>
      <span>{t('list.time', { time: formatTime(now, timeZone) })}</span>
    </>
  )
}

/** Why no order can arrive (contract, kezia §3.9). */
function reasonOf(hub: HubState, timeZone: string): string | undefined {
  const { isConnected, isActive, trouble, outageSince, limitedUntil } = hub
  if (!isActive) return t('list.inactive')
  if (trouble) return t(`hub.trouble.${trouble}`)
  if (!isConnected) return t('list.disconnected')
  if (outageSince) return t('strip.unreachable')
  if (!limitedUntil) return undefined
  return t('strip.limited', { time: formatTime(new Date(limitedUntil), timeZone) })
}

function periodText({ from, to }: OrderFilters): string {
  const dated = (day: string) => day.split('-').reverse().join('/')
  if (from === '') return ''
  return to === ''
    ? t('list.periodOpen', { from: dated(from) })
    : t('list.period', { from: dated(from), to: dated(to) })
}
