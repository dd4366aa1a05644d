import { useState } from 'react'
import { type ImportedDataset, importedDatasets } from '../../src/exchange/wire.ts'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import type { WindowProps } from '../windows/types.ts'
import { ExportForm } from './ExportForm.tsx'
import { ImportForm } from './ImportForm.tsx'

/** «Outils» > «Import / Export» (contract, kezia D63). */
export function DataExchange({ params, close }: WindowProps) {
  const asked = importedDatasets.find((one) => one === params.dataset)
  const [dataset, setDataset] = useState<ImportedDataset>(asked ?? 'articles')
  return (
    <div className="data-exchange">
      <ExportForm initial={asked ?? 'articles'} />
      <ImportForm dataset={dataset} onDataset={setDataset} />
      <div className="window-buttons">
        <Button onClick={close}>{t('app.close')}</Button>
      </div>
    </div>
  )
}
