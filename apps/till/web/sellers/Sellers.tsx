import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Seller } from '../../src/sellers/wire.ts'
import { sellersQuery } from '../connector/queries.ts'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { type Column, DataGrid } from '../ui/DataGrid.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import type { WindowProps } from '../windows/types.ts'
import { SellerForm } from './SellerForm.tsx'

const columns: Column<Seller>[] = [
  { key: 'code', label: t('sellers.code'), render: ({ code }) => code },
  { key: 'name', label: t('sellers.name'), render: ({ name }) => name },
  {
    key: 'password',
    label: t('sellers.password'),
    render: ({ hasPassword }) => (hasPassword ? t('sellers.hasPassword') : ''),
  },
  { key: 'site', label: t('sellers.site'), render: ({ site }) => site ?? t('sellers.everySite') },
  {
    key: 'asleep',
    label: t('sellers.asleep'),
    render: ({ isAsleep }) => (isAsleep ? t('sellers.hasPassword') : ''),
  },
]

/** The window «Vendeurs». */
export const Sellers = ({ close }: WindowProps) => <SellerList onQuit={close} />

/** Who may sell (contract, kezia §5.2): as a window with «Quitter», or as a page of another one. */
export function SellerList({ onQuit }: { onQuit?: () => void }) {
  const query = useQuery(sellersQuery)
  const [selected, setSelected] = useState<number | 'new'>()
  return (
    <div className="sellers">
      <Loaded query={query}>
        {(sellers) => {
          const seller =
            sellers.find(({ id }) => id === selected) ?? (selected === 'new' ? undefined : sellers[0])
          return (
            <div className="sellers-columns">
              <DataGrid
                label={t('sellers.title')}
                columns={columns}
                rows={sellers}
                rowKey={({ id }) => id}
                rowClass={({ isAsleep }) => (isAsleep ? 'is-asleep' : undefined)}
                selected={seller?.id}
                onSelect={({ id }) => setSelected(id)}
                onOpen={({ id }) => setSelected(id)}
                empty={t('sellers.none')}
              />
              <SellerForm key={seller?.id ?? 'new'} seller={seller} onSaved={setSelected} />
            </div>
          )
        }}
      </Loaded>
      <p className="help">{t('sellers.help')}</p>
      <div className="window-buttons">
        <Button onClick={() => setSelected('new')}>{t('sellers.new')}</Button>
        {onQuit && <Button onClick={onQuit}>{t('sellers.quit')}</Button>}
      </div>
    </div>
  )
}
