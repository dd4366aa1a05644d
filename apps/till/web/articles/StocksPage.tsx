import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ArticleStock } from '../../src/stock/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { formatDateTime } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { CheckBox, TextField } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { articleStockQuery } from './queries.ts'
import type { PageProps } from './SheetForm.tsx'
import { formatQuantity } from './values.ts'

/**
 * «Stocks»: whether stock is managed, and manual movements, saved as soon as they are entered (contract,
 * kezia §5.8).
 */
export const StocksPage = ({ values, change, errors, stored }: PageProps) => (
  <div className="sheet-stack">
    <CheckBox
      label={t('field.isStockManaged')}
      name="isStockManaged"
      isChecked={values.isStockManaged}
      error={errors.isStockManaged}
      onChange={(isStockManaged) => change({ isStockManaged })}
    />
    {stored ? <Movements idart={stored.idart} /> : <p className="state">{t('stock.saveFirst')}</p>}
  </div>
)

const blank = { quantity: '', reason: '' }

function Movements({ idart }: { idart: number }) {
  const query = useQuery(articleStockQuery(idart))
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState(blank)
  const move = useMutation<ArticleStock, ApiFailure, 'in' | 'out'>({
    mutationFn: (direction) => api.post(`/articles/${idart}/stock`, { direction, ...typed }),
    onSuccess: (stock) => {
      queryClient.setQueryData(articleStockQuery(idart).queryKey, stock)
      setTyped(blank)
    },
  })
  const field = (name: 'quantity' | 'reason') => (
    <TextField
      label={t(`stock.${name}`)}
      className={name === 'quantity' ? 'number' : undefined}
      inputMode={name === 'quantity' ? 'decimal' : 'text'}
      value={typed[name]}
      error={move.error?.fields[name]}
      onChange={(text) => setTyped((before) => ({ ...before, [name]: text }))}
    />
  )
  return (
    <>
      <fieldset className="stock-entry">
        <legend>{t('stock.movement')}</legend>
        {field('quantity')}
        {field('reason')}
        <Button disabled={move.isPending} onClick={() => move.mutate('in')}>
          {t('stock.in')}
        </Button>
        <Button disabled={move.isPending} onClick={() => move.mutate('out')}>
          {t('stock.out')}
        </Button>
      </fieldset>
      <Loaded query={query}>{(stock) => <MovementList stock={stock} />}</Loaded>
    </>
  )
}

function MovementList({ stock: { movements } }: { stock: ArticleStock }) {
  const timeZone = useQuery(shopQuery).data?.timeZone ?? 'Europe/Paris'
  if (movements.length === 0) return <p className="soft">{t('stock.none')}</p>
  return (
    <table className="grid" aria-label={t('stock.movements')}>
      <thead>
        <tr>
          <th scope="col">{t('stock.date')}</th>
          <th scope="col" className="number">
            {t('stock.quantity')}
          </th>
          <th scope="col">{t('stock.reason')}</th>
        </tr>
      </thead>
      <tbody>
        {movements.map(({ id, at, milli, reason }) => (
          <tr key={id}>
            <td>{formatDateTime(new Date(at), timeZone)}</td>
            <td className="number">{formatQuantity(milli)}</td>
            <td>{reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
