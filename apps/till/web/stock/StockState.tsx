import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { StockLine, StockPage } from '../../src/stock/wire.ts'
import { formatQuantity } from '../articles/values.ts'
import { isSingular, t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { type Column, DataGrid } from '../ui/DataGrid.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useWindows } from '../windows/manager.tsx'
import type { WindowProps } from '../windows/types.ts'
import { LineMovements } from './LineMovements.tsx'
import { type StockSearch, stockQuery } from './queries.ts'
import { StockFilters } from './StockFilters.tsx'

const everything: StockSearch = {
  definition: '',
  rayonId: '',
  familleId: '',
  sousFamilleId: '',
  isNonZero: '',
  isWebOnly: '',
  state: 'active',
}

/** ETAT DU STOCK (contract, kezia W-19): read only, movements are made in windows of their own. */
export function StockState({ close }: WindowProps) {
  const { open, isBuilt } = useWindows()
  const [search, setSearch] = useState(everything)
  const [chosen, setChosen] = useState<number>()
  const query = useQuery(stockQuery(search))
  const line = query.data?.lines.find(({ idart }) => idart === chosen)
  return (
    <div className="stock-state">
      <StockFilters
        search={search}
        onSearch={(change) => setSearch((before) => ({ ...before, ...change }))}
      />
      <Loaded query={query}>
        {(page) => <StockGrid page={page} selected={chosen} onSelect={setChosen} />}
      </Loaded>
      {line && <LineMovements line={line} />}
      <div className="window-buttons">
        <Button disabled={!isBuilt('stock-entry')} onClick={() => open('stock-entry')}>
          {t('stockState.entry')}
        </Button>
        <Button disabled={!isBuilt('inventory')} onClick={() => open('inventory')}>
          {t('stockState.inventory')}
        </Button>
        <Button
          disabled={!isBuilt('data-exchange')}
          onClick={() => open('data-exchange', { dataset: 'stock' })}
        >
          {t('stockState.exchange')}
        </Button>
        <span className="spacer" />
        <Button onClick={close}>{t('stockState.quit')}</Button>
      </div>
    </div>
  )
}

interface StockGridProps {
  page: StockPage
  selected: number | undefined
  onSelect(idart: number): void
}

function StockGrid({ page: { lines, total }, selected, onSelect }: StockGridProps) {
  const { open, isBuilt } = useWindows()
  const count = t(isSingular(total) ? 'stockState.count.one' : 'stockState.count.other', { count: total })
  return (
    <div className="stock-grid">
      <DataGrid
        label={t('stockState.grid')}
        columns={columns}
        rows={lines}
        rowKey={({ idart }) => idart}
        rowClass={({ isAbandoned, onHandMilli }) =>
          isAbandoned ? 'is-abandoned' : onHandMilli < 0 ? 'is-negative' : undefined
        }
        selected={selected}
        onSelect={({ idart }) => onSelect(idart)}
        onOpen={({ idart }) => isBuilt('article-sheet') && open('article-sheet', { idart })}
        empty={t('stockState.none')}
      />
      <p role="status" className="soft">
        {total > lines.length ? t('stockState.more', { shown: lines.length, total }) : count}
      </p>
    </div>
  )
}

const placeOf = ({ rayon, famille, sousFamille }: StockLine) =>
  [rayon, famille, sousFamille].filter(Boolean).join(' › ') || t('sheet.nc')

const columns: Column<StockLine>[] = [
  { key: 'idart', label: t('stockState.idart'), isNumber: true, render: ({ idart }) => idart },
  { key: 'code', label: t('stockState.code'), render: ({ code }) => code },
  { key: 'definition', label: t('stockState.definition'), render: ({ definition }) => definition },
  { key: 'place', label: t('stockState.place'), render: placeOf },
  {
    key: 'managed',
    label: t('stockState.managed'),
    render: ({ isStockManaged }) => t(isStockManaged ? 'stockState.managed.yes' : 'stockState.managed.no'),
  },
  {
    key: 'onHand',
    label: t('stockState.onHand'),
    isNumber: true,
    render: ({ onHandMilli }) => formatQuantity(onHandMilli),
  },
  {
    key: 'ordered',
    label: t('stockState.ordered'),
    isNumber: true,
    render: ({ orderedMilli }) => formatQuantity(orderedMilli),
  },
  {
    key: 'reserved',
    label: t('stockState.reserved'),
    isNumber: true,
    render: ({ reservedMilli }) => formatQuantity(reservedMilli),
  },
]
