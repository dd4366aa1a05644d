import { type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { ClosingReport } from '../../src/sales/closings/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { Modal } from '../ui/Modal.tsx'
import { useNotify } from '../ui/notices.tsx'
import { ClosingSheet } from './ClosingSheet.tsx'
import { closingQuery, readingQuery } from './queries.ts'

/** What is shown: «Lecture X», or a closing by its id. */
export type Shown = 'x' | number

export const ReportDialog = ({ shown, onClose }: { shown: Shown; onClose(): void }) =>
  shown === 'x' ? <XReport onClose={onClose} /> : <ClosedReport id={shown} onClose={onClose} />

function XReport({ onClose }: { onClose(): void }) {
  const query = useQuery({ ...readingQuery, select: ({ report }) => report })
  return <Report title={t('journals.reading')} query={query} onClose={onClose} />
}

function ClosedReport({ id, onClose }: { id: number; onClose(): void }) {
  return <Report title={t('closing.kind')} query={useQuery(closingQuery(id))} onClose={onClose} />
}

interface ReportProps {
  title: string
  query: UseQueryResult<ClosingReport>
  onClose(): void
}

function Report({ title, query, onClose }: ReportProps) {
  const closing = useRef<HTMLButtonElement>(null)
  const print = usePrintReport(query.data)
  useEffect(() => closing.current?.focus(), [])
  return (
    <Modal title={title} onClose={onClose} onSubmit={onClose}>
      <div className="ticket-dialog">
        <Loaded query={query}>
          {(report) => (
            <>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the keyboard */}
              <section className="ticket-view" aria-label={title} tabIndex={0}>
                <ClosingSheet report={report} />
              </section>
              {createPortal(
                <div className="print-sheet print-ticket" aria-hidden="true">
                  <ClosingSheet report={report} />
                </div>,
                document.body,
              )}
            </>
          )}
        </Loaded>
        <div className="confirm-buttons">
          <Button disabled={query.data === undefined || print.isPending} onClick={() => print.mutate()}>
            {t('office.print')}
          </Button>
          <Button look="primary" type="submit" ref={closing}>
            {t('app.close')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

/** On the printer of the tickets, or by the browser where there is none. */
function usePrintReport(report: ClosingReport | undefined) {
  const notify = useNotify()
  return useMutation<{ isPrinted: boolean }, ApiFailure>({
    mutationFn: () => api.post(`/closings/${report?.closing?.id ?? 'now'}/print`),
    onSuccess: ({ isPrinted }) => (isPrinted ? notify(t('printing.sent')) : window.print()),
    onError: (failure) => notify(failure.message, 'failed'),
  })
}
