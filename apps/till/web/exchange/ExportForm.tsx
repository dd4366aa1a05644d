import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Dataset, datasets, type FileFormat, fileFormats, hasPeriod } from '../../src/exchange/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, download } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { Radios, SelectField, TextField } from '../ui/fields.tsx'
import { useNotify } from '../ui/notices.tsx'

const datasetChoices = datasets.map((value) => ({ value, label: t(`exchange.dataset.${value}`) }))
const formatChoices = fileFormats.map((value) => ({ value, label: t(`exchange.format.${value}`) }))

export function ExportForm({ initial }: { initial: Dataset }) {
  const [dataset, setDataset] = useState(initial)
  const [format, setFormat] = useState<FileFormat>('csv')
  const [period, setPeriod] = useState({ from: '', to: '' })
  const notify = useNotify()
  const isOfPeriod = hasPeriod(dataset)
  const save = useMutation<string, ApiFailure>({
    mutationFn: () =>
      download(`/exchange/export?${new URLSearchParams({ dataset, format, ...(isOfPeriod ? period : {}) })}`),
    onSuccess: (name) => notify(t('exchange.saved', { name })),
    onError: (failure) => Object.keys(failure.fields).length === 0 && notify(failure.message, 'failed'),
  })
  const errors = save.error?.fields ?? {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <fieldset className="data-export">
        <legend>{t('exchange.tab.export')}</legend>
        <SelectField
          label={t('exchange.dataset')}
          value={dataset}
          choices={datasetChoices}
          onChange={(next) => setDataset(next as Dataset)}
        />
        <Radios
          legend={t('exchange.format')}
          value={format}
          choices={formatChoices}
          onChange={(next) => setFormat(next)}
        />
        {isOfPeriod && (
          <div className="data-export-days">
            {(['from', 'to'] as const).map((end) => (
              <TextField
                key={end}
                label={t(`exchange.${end}`)}
                placeholder="29/07/2021"
                title={t('exchange.period.help')}
                value={period[end]}
                error={errors[end]}
                onChange={(day) => setPeriod((before) => ({ ...before, [end]: day }))}
              />
            ))}
          </div>
        )}
        <Button type="submit" look="primary" disabled={save.isPending}>
          {t(save.isPending ? 'exchange.saving' : 'exchange.save')}
        </Button>
      </fieldset>
    </form>
  )
}
