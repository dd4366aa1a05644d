import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Seller } from '../../src/sellers/wire.ts'
import { t } from '../labels/index.ts'
import { formatMoney, formatTime } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { CustomerPanel } from './CustomerPanel.tsx'
import { FunctionKeys } from './FunctionKeys.tsx'
import { type Keyboard, keyboardId, latestSalesQuery } from './queries.ts'
import type { Counter } from './useCounter.ts'
import { useKeyboards } from './useKeyboards.ts'
import { useSellerScope } from './useSellerScope.ts'

const tabs = ['customers', 'articles', 'documents', 'functions', 'seller'] as const
export type SideTab = (typeof tabs)[number]

interface SidePanelProps {
  counter: Counter
  tab: SideTab
  onTab(tab: SideTab): void
  sellers: Seller[]
  onPrice(line: number): void
  keyboard: Keyboard
  onKeyboard(keyboard: Keyboard): void
  onDocument(number: number): void
}

/** The right of W-6. Until a seller is chosen, only the sellers' keys react. */
export function SidePanel(props: SidePanelProps) {
  const { tab, onTab, counter, onPrice } = props
  const { seller } = counter
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
            disabled={!seller && one !== 'seller'}
            onClick={() => onTab(one)}
          >
            {t(`counter.tab.${one}`)}
          </button>
        ))}
      </div>
      <div role="tabpanel" aria-label={t(`counter.tab.${shown}`)} className="counter-panel">
        {shown === 'seller' && <SellerKeys {...props} />}
        {shown === 'customers' && <CustomerPanel counter={counter} />}
        {shown === 'articles' && <Keyboards {...props} />}
        {shown === 'documents' && <Documents {...props} />}
        {shown === 'functions' && <FunctionKeys counter={counter} onPrice={onPrice} />}
      </div>
    </div>
  )
}

function SellerKeys({ sellers, counter, onTab }: SidePanelProps) {
  const { seller, chooseSeller } = counter
  const first = useRef<HTMLButtonElement>(null)
  const { scope, setScope, shown } = useSellerScope(sellers)
  const hasSellers = shown.length > 0
  useEffect(() => {
    if (hasSellers && !seller) first.current?.focus()
  }, [hasSellers, seller])
  return (
    <>
      <div className="counter-scope">
        <button
          type="button"
          className="ckey"
          aria-pressed={scope === 'site'}
          onClick={() => setScope('site')}
        >
          {t('counter.site')}
        </button>
        <button
          type="button"
          className="ckey"
          aria-pressed={scope === 'everyone'}
          onClick={() => setScope('everyone')}
        >
          {t('counter.everyone')}
        </button>
      </div>
      {!hasSellers && <p className="state">{t('counter.noSellerHere')}</p>}
      {shown.map((one, index) => (
        <button
          key={one.id}
          ref={index === 0 ? first : undefined}
          type="button"
          className="ckey ckey-seller"
          aria-pressed={one.id === seller?.id}
          onClick={() => {
            onTab('articles')
            void chooseSeller(one)
          }}
        >
          {one.name}
        </button>
      ))}
    </>
  )
}

function Keyboards({ keyboard, onKeyboard }: SidePanelProps) {
  const keyboards = useKeyboards()
  return keyboards.map(({ keyboard: one, name }) => (
    <button
      key={keyboardId(one)}
      type="button"
      className="ckey"
      aria-pressed={keyboardId(one) === keyboardId(keyboard)}
      onClick={() => onKeyboard(one)}
    >
      {name}
    </button>
  ))
}

/** The latest tickets, to view or reprint. */
function Documents({ onDocument }: SidePanelProps) {
  const latest = useQuery(latestSalesQuery)
  const { data: shop } = useQuery(shopQuery)
  return (
    <Loaded query={latest}>
      {(sales) =>
        sales.length === 0 ? (
          <p className="state">{t('counter.noDocument')}</p>
        ) : (
          sales.map(({ number, kind, soldAt, totalCents }) => (
            <button
              key={number}
              type="button"
              className="ckey ckey-document"
              onClick={() => onDocument(number)}
            >
              <span>{t(`ticket.title.${kind}`, { number })}</span>
              <small>
                {formatTime(new Date(soldAt), shop?.timeZone ?? 'UTC')} ·{' '}
                {formatMoney(totalCents, shop?.currency ?? 'EUR')}
              </small>
            </button>
          ))
        )
      }
    </Loaded>
  )
}
