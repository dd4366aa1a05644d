import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Seller } from '../../src/sellers/wire.ts'
import { t } from '../labels/index.ts'
import { formatMoney, formatTime } from '../lib/format.ts'
import { classificationQuery, shopQuery } from '../lib/queries.ts'
import { CustomerPanel } from './CustomerPanel.tsx'
import { latestSalesQuery } from './queries.ts'
import type { Counter } from './useCounter.ts'

const tabs = ['customers', 'articles', 'documents', 'functions', 'seller'] as const
type Tab = (typeof tabs)[number]
const isBuilt = (tab: Tab) => tab !== 'functions'

interface SidePanelProps {
  counter: Counter
  sellers: Seller[]
  seller: Seller | undefined
  onSeller(seller: Seller): void
  rayonId: string
  onRayon(rayonId: string): void
  onDocument(number: number): void
}

/** The right of W-6. Until a seller is chosen, his keys are all that reacts. */
export function SidePanel(props: SidePanelProps) {
  const { seller } = props
  const [tab, setTab] = useState<Tab>('seller')
  const shown = seller ? tab : 'seller'
  return (
    <div className="counter-side">
      <div role="tablist" aria-label={t('counter.tabs')} className="counter-tabs">
        {tabs.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            className="ckey"
            aria-selected={one === shown}
            aria-disabled={!isBuilt(one)}
            disabled={!seller && one !== 'seller'}
            title={isBuilt(one) ? undefined : t('app.unavailable')}
            onClick={() => isBuilt(one) && setTab(one)}
          >
            {t(`counter.tab.${one}`)}
          </button>
        ))}
      </div>
      <div role="tabpanel" aria-label={t(`counter.tab.${shown}`)} className="counter-panel">
        {shown === 'seller' && (
          <SellerKeys
            {...props}
            onSeller={(chosen) => {
              setTab('articles')
              props.onSeller(chosen)
            }}
          />
        )}
        {shown === 'customers' && <CustomerPanel counter={props.counter} />}
        {shown === 'articles' && <Rayons {...props} />}
        {shown === 'documents' && <Documents {...props} />}
      </div>
    </div>
  )
}

function SellerKeys({ sellers, seller, onSeller }: SidePanelProps) {
  const first = useRef<HTMLButtonElement>(null)
  const hasSellers = sellers.length > 0
  useEffect(() => {
    if (hasSellers && !seller) first.current?.focus()
  }, [hasSellers, seller])
  return (
    <>
      <div className="counter-scope">
        <button type="button" className="ckey" aria-disabled="true" title={t('app.unavailable')}>
          {t('counter.site')}
        </button>
        <button type="button" className="ckey" aria-pressed="true">
          {t('counter.everyone')}
        </button>
      </div>
      {sellers.map((one, index) => (
        <button
          key={one.id}
          ref={index === 0 ? first : undefined}
          type="button"
          className="ckey ckey-seller"
          aria-pressed={one.id === seller?.id}
          onClick={() => onSeller(one)}
        >
          {one.name}
        </button>
      ))}
    </>
  )
}

function Rayons({ rayonId, onRayon }: SidePanelProps) {
  const { data: rayons = [] } = useQuery(classificationQuery)
  return [{ id: '', name: t('counter.everyRayon') }, ...rayons].map(({ id, name }) => (
    <button
      key={id}
      type="button"
      className="ckey"
      aria-pressed={String(id) === rayonId}
      onClick={() => onRayon(String(id))}
    >
      {name}
    </button>
  ))
}

/** The last tickets, to look at or print again. */
function Documents({ onDocument }: SidePanelProps) {
  const { data: sales = [] } = useQuery(latestSalesQuery)
  const { data: shop } = useQuery(shopQuery)
  if (sales.length === 0) return <p className="state">{t('counter.noDocument')}</p>
  return sales.map(({ number, kind, soldAt, totalCents }) => (
    <button key={number} type="button" className="ckey ckey-document" onClick={() => onDocument(number)}>
      <span>{t(`ticket.title.${kind}`, { number })}</span>
      <small>
        {formatTime(new Date(soldAt), shop?.timeZone ?? 'UTC')} ·{' '}
        {formatMoney(totalCents, shop?.currency ?? 'EUR')}
      </small>
    </button>
  ))
}
