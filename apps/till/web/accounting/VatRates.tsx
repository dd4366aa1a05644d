import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { VatRate } from '../../src/vat/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { formatRate } from '../lib/format.ts'
import { vatRatesQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { type Column, DataGrid } from '../ui/DataGrid.tsx'
import { TextField } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useNotify } from '../ui/notices.tsx'
import type { WindowProps } from '../windows/types.ts'

/** «TVA»: rates are listed and created, never edited (contract, kezia W-19). */
export function VatRates({ close }: WindowProps) {
  const query = useQuery(vatRatesQuery)
  const [typed, setTyped] = useState('')
  const [selected, setSelected] = useState<number>()
  const notify = useNotify()
  const create = useMutation<VatRate, ApiFailure>({
    mutationFn: () => api.post<VatRate>('/vat-rates', { rate: typed }),
    onSuccess: ({ id, rate }) => {
      setTyped('')
      setSelected(id)
      notify(t('vatRates.created', { rate: formatRate(rate) }))
    },
    onError: (failure) => !failure.fields.rate && notify(failure.message, 'failed'),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  const error = create.error?.fields.rate
  return (
    <div className="office-dialog">
      <Loaded query={query}>
        {(rates) => (
          <DataGrid
            label={t('vatRates.grid')}
            columns={columns}
            rows={rates}
            rowKey={({ id }) => id}
            selected={selected}
            onSelect={({ id }) => setSelected(id)}
            onOpen={() => {}}
            empty={t('vatRates.empty')}
          />
        )}
      </Loaded>
      <p className="help">{t('vatRates.help')}</p>
      <form className="office-line" onSubmit={submit}>
        <TextField
          label={t('vatRates.new')}
          inputMode="decimal"
          value={typed}
          onChange={(text) => {
            setTyped(text)
            create.reset()
          }}
          {...(error !== undefined && { error })}
        />
        <Button look="primary" type="submit" disabled={create.isPending}>
          {t('vatRates.create')}
        </Button>
        <Button onClick={close}>{t('office.quit')}</Button>
      </form>
    </div>
  )
}

const columns: Column<VatRate>[] = [
  { key: 'id', label: t('vatRates.id'), isNumber: true, render: ({ id }) => id },
  {
    key: 'rate',
    label: t('vatRates.rate'),
    isNumber: true,
    render: ({ rate }) => t('office.percent', { rate: formatRate(rate) }),
  },
  {
    key: 'use',
    label: t('vatRates.default'),
    render: ({ rate }) => (rate === '0.0' ? t('vatRates.zero') : ''),
  },
]
