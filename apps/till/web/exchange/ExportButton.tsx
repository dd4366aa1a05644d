import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Dataset, type FileFormat, fileFormats } from '../../src/exchange/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, download } from '../lib/api.ts'
import { formatDay } from '../lib/format.ts'
import type { Period } from '../lib/period.ts'
import { Button } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import { useNotify } from '../ui/notices.tsx'

interface ExportButtonProps {
  dataset: Dataset
  /** Absent for a list that has none. */
  period?: Period | undefined
}

/** «Exporter»: what a list of the back office shows, for the accountant (contract, kezia §5.9). */
export function ExportButton(props: ExportButtonProps) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('office.export')}</Button>
      {isAsking && <ExportDialog {...props} onClose={() => setAsking(false)} />}
    </>
  )
}

function ExportDialog({ dataset, period, onClose }: ExportButtonProps & { onClose(): void }) {
  const notify = useNotify()
  const days = period && { from: formatDay(period.from), to: formatDay(period.to) }
  const save = useMutation<string, ApiFailure, FileFormat>({
    mutationFn: (format) => download(`/exchange/export?${new URLSearchParams({ dataset, format, ...days })}`),
    onSuccess: (name) => {
      notify(t('exchange.saved', { name }))
      onClose()
    },
  })
  return (
    <Modal title={t('office.export.title', { what: t(`exchange.dataset.${dataset}`) })} onClose={onClose}>
      <p>{days ? t('office.export.period', days) : t('office.export.now')}</p>
      {save.isError && (
        <p className="field-error" role="alert">
          {Object.values(save.error.fields)[0] ?? save.error.message}
        </p>
      )}
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        {fileFormats.map((format) => (
          <Button key={format} look="primary" disabled={save.isPending} onClick={() => save.mutate(format)}>
            {t(`exchange.format.${format}`)}
          </Button>
        ))}
      </div>
    </Modal>
  )
}
