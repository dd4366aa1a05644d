import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ClosingForm, ClosingKind, ClosingReport, Reading } from '../../src/sales/closings/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { formatMoney } from '../lib/format.ts'
import { useConfirm } from '../ui/confirm.tsx'
import { useNotify } from '../ui/notices.tsx'
import { reportName } from './ClosingSheet.tsx'
import { readingQuery } from './queries.ts'

/** «Clôture»: asks first, with what it would take; `onClosed` hears the id of the closing. */
export function useClosing(onClosed: (id: number) => void) {
  const queryClient = useQueryClient()
  const confirm = useConfirm()
  const notify = useNotify()
  const close = useMutation<ClosingReport, ApiFailure, ClosingForm>({
    mutationFn: (form) => api.post<ClosingReport>('/closings', form),
    onSuccess: (report) => {
      notify(t('closing.done', { name: reportName(report) }))
      if (report.closing) onClosed(report.closing.id)
    },
    onError: (failure) => notify(failure.message, 'failed'),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: readingQuery.queryKey })
      void queryClient.invalidateQueries({ queryKey: ['closings'] })
    },
  })
  async function ask(kind: ClosingKind) {
    try {
      // As it is now: someone may have sold since the window opened.
      const reading = await queryClient.fetchQuery({ ...readingQuery, staleTime: 0 })
      const { number, refusal } = reading.next[kind]
      if (refusal !== null) return notify(refusal, 'failed')
      const name = t(`closing.name.${kind}`, { number })
      const title = t('closing.ask.title', { name: name[0]!.toLowerCase() + name.slice(1) })
      if (await confirm({ title, message: messageOf(kind, reading), action: t(`closing.action.${kind}`) }))
        close.mutate({ kind, number })
    } catch (failure) {
      notify((failure as ApiFailure).message, 'failed')
    }
  }
  return { ask: (kind: ClosingKind) => void ask(kind), isClosing: close.isPending }
}

function messageOf(kind: ClosingKind, { report, parkedCount }: Reading): string {
  if (kind !== 'day') return t('closing.ask.whole')
  const asked = t('closing.ask.message', {
    count: report.saleCount,
    total: formatMoney(report.totalCents, report.currency),
  })
  return parkedCount === 0 ? asked : `${asked} ${t('closing.ask.parked', { count: parkedCount })}`
}
