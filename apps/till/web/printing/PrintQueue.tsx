import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PrinterRow, PrintJobRow } from '../../src/printing/wire.ts'
import { t } from '../labels/index.ts'
import { ApiFailure, api } from '../lib/api.ts'
import { formatTime } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { useConfirm } from '../ui/confirm.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { Modal } from '../ui/Modal.tsx'
import { useNotify } from '../ui/notices.tsx'
import { printJobsQuery } from './queries.ts'

/** What waits, why, and what can be done about it. */
export function PrintQueue({ printers }: { printers: PrinterRow[] }) {
  const query = useQuery(printJobsQuery)
  return (
    <section className="print-queue" aria-labelledby="print-queue-title">
      <h3 id="print-queue-title">{t('printing.queue')}</h3>
      <Loaded query={query}>
        {(jobs) =>
          jobs.length === 0 ? (
            <p className="state">{t('printing.queue.empty')}</p>
          ) : (
            <div className="grid-holder">
              <table className="grid" aria-label={t('printing.queue')}>
                <thead>
                  <tr>
                    <th scope="col">{t('printing.queue.document')}</th>
                    <th scope="col">{t('printing.queue.printer')}</th>
                    <th scope="col">{t('printing.queue.since')}</th>
                    <th scope="col">{t('printing.state')}</th>
                    <th scope="col">{t('printing.queue.actions')}</th>
                  </tr>
                </thead>
                <tbody>
                  {jobs.map((job) => (
                    <JobRow key={job.id} job={job} printers={printers} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </section>
  )
}

function JobRow({ job, printers }: { job: PrintJobRow; printers: PrinterRow[] }) {
  const { data: shop } = useQuery(shopQuery)
  const confirm = useConfirm()
  const [isRedirecting, setIsRedirecting] = useState(false)
  const act = useAct()
  const others = printers.filter(({ id }) => id !== job.printerId)
  const remove = async () => {
    const question = {
      title: t('printing.queue.delete.title'),
      message: t('printing.queue.delete.message', { title: job.title }),
      action: t('printing.delete'),
    }
    if (await confirm(question)) await act(() => api.delete(`/print-jobs/${job.id}`))
  }
  return (
    <tr>
      <td>{job.title}</td>
      <td>{job.printerName}</td>
      <td>{formatTime(new Date(job.queuedAt), shop?.timeZone ?? 'Europe/Paris')}</td>
      <td className={job.trouble ? 'printer-trouble' : undefined}>{stateOf(job)}</td>
      <td>
        <div className="row-buttons">
          <Button onClick={() => void act(() => api.post(`/print-jobs/${job.id}/retry`))}>
            {t('printing.queue.retry')}
          </Button>
          <Button
            disabled={others.length === 0}
            title={others.length === 0 ? t('printing.queue.noOther') : undefined}
            onClick={() => setIsRedirecting(true)}
          >
            {t('printing.queue.redirect')}
          </Button>
          <Button look="danger" onClick={() => void remove()}>
            {t('printing.delete')}
          </Button>
        </div>
        {isRedirecting && (
          <RedirectDialog job={job} others={others} onClose={() => setIsRedirecting(false)} />
        )}
      </td>
    </tr>
  )
}

function stateOf({ trouble, isSending }: PrintJobRow): string {
  if (trouble) return trouble
  return t(isSending ? 'printing.queue.sending' : 'printing.queue.waiting')
}

interface RedirectDialogProps {
  job: PrintJobRow
  others: PrinterRow[]
  onClose(): void
}

function RedirectDialog({ job, others, onClose }: RedirectDialogProps) {
  const [printerId, setPrinterId] = useState(String(others[0]?.id))
  const notify = useNotify()
  const act = useAct()
  const { title } = job
  const redirect = async () => {
    const name = others.find(({ id }) => String(id) === printerId)?.name ?? ''
    const path = `/print-jobs/${job.id}/redirect`
    if (await act(() => api.post(path, { printerId: Number(printerId) })))
      notify(t('printing.queue.redirected', { title, name }))
    onClose()
  }
  return (
    <Modal
      title={t('printing.queue.redirect.title', { title })}
      onClose={onClose}
      onSubmit={() => void redirect()}
    >
      <SelectField
        label={t('printing.queue.redirect.to')}
        value={printerId}
        choices={others.map(({ id, name }) => ({ value: String(id), label: name }))}
        onChange={setPrinterId}
      />
      {job.isSending && (
        <p className="help">{t('printing.queue.redirect.partly', { name: job.printerName })}</p>
      )}
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button type="submit" look="primary">
          {t('printing.queue.redirect')}
        </Button>
      </div>
    </Modal>
  )
}

/** Says why an action was refused; resolves to whether it was done. */
function useAct() {
  const notify = useNotify()
  return async (action: () => Promise<unknown>): Promise<boolean> => {
    try {
      await action()
      return true
    } catch (failure) {
      if (!(failure instanceof ApiFailure)) throw failure
      notify(failure.message, 'failed')
      return false
    }
  }
}
