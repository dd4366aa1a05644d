import { useMutation } from '@tanstack/react-query'
import type { ImportRun } from '../../src/exchange/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { useNotify } from '../ui/notices.tsx'

interface BusyProps {
  text: string
  progress?: { done: number; total: number } | undefined
}

export const Busy = ({ text, progress }: BusyProps) => (
  <div className="export-progress" role="status">
    <p>{text}</p>
    <progress aria-label={text} {...(progress && { value: progress.done, max: progress.total })} />
  </div>
)

/** An import that is written beside the counter, whoever started it. */
export function RunningImport({ run }: { run: ImportRun }) {
  const notify = useNotify()
  const stop = useMutation<unknown, ApiFailure>({
    mutationFn: () => api.post('/exchange/imports/current/stop'),
    onError: (failure) => notify(failure.message, 'failed'),
  })
  const { fileName: name, done, total } = run
  return (
    <div className="import-report">
      <Busy text={t('exchange.run', { name, done, total })} progress={run} />
      <p className="help">{t('exchange.run.help')}</p>
      <Button disabled={stop.isPending} onClick={() => stop.mutate()}>
        {t('app.cancel')}
      </Button>
    </div>
  )
}

/** What an import wrote that did not come to its end, and how it goes on. */
export function StoppedImport({ run }: { run: ImportRun }) {
  const { fileName: name, done, total, lastRow, reason } = run
  return (
    <div className="export-progress export-failed" role="status">
      <p>
        {done === 0 ? t('exchange.run.none', { name }) : t('exchange.run.stopped', { name, done, total })}
      </p>
      {reason !== '' && <p>{reason}</p>}
      {done > 0 && <p className="help">{t('exchange.run.resume', { lastRow })}</p>}
    </div>
  )
}
