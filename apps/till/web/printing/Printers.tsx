import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PrinterRow } from '../../src/printing/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { useConfirm } from '../ui/confirm.tsx'
import { type Column, DataGrid } from '../ui/DataGrid.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useNotify } from '../ui/notices.tsx'
import type { WindowProps } from '../windows/types.ts'
import { PrinterForm } from './PrinterForm.tsx'
import { PrintQueue } from './PrintQueue.tsx'
import { printersQuery } from './queries.ts'

/** The printers of the network, and what waits for them (contract, kezia §5.6). */
export function Printers({ close }: WindowProps) {
  const query = useQuery(printersQuery)
  return (
    <Loaded query={query}>
      {(printers) => (
        <div className="printers">
          <PrinterChoice printers={printers} />
          <PrintQueue printers={printers} />
          <div className="window-buttons">
            <Button onClick={close}>{t('app.close')}</Button>
          </div>
        </div>
      )}
    </Loaded>
  )
}

export function stateOf({ trouble, isPaperLow, checkedAt }: PrinterRow): string {
  if (trouble) return trouble
  if (checkedAt === null) return t('printing.state.unknown')
  return t(isPaperLow ? 'printing.state.low' : 'printing.state.ready')
}

/** Grey while nothing is known: only what was checked is green or red (contract, counter B24). */
function stateClass({ trouble, checkedAt }: PrinterRow): string {
  if (trouble) return 'printer-state printer-trouble'
  return checkedAt === null ? 'printer-state printer-unknown' : 'printer-state'
}

const columns: Column<PrinterRow>[] = [
  { key: 'name', label: t('printing.name'), render: ({ name }) => name },
  {
    key: 'state',
    label: t('printing.state'),
    render: (printer) => <span className={stateClass(printer)}>{stateOf(printer)}</span>,
  },
  { key: 'waiting', label: t('printing.waiting'), isNumber: true, render: ({ waiting }) => waiting },
]

function PrinterChoice({ printers }: { printers: PrinterRow[] }) {
  const [chosen, setChosen] = useState<number | 'new'>()
  const [isDirty, setIsDirty] = useState(false)
  const confirm = useConfirm()
  const printer = chosen === 'new' ? undefined : (printers.find(({ id }) => id === chosen) ?? printers[0])
  const confirmLeave = () =>
    confirm({
      title: t('printing.leave.title'),
      message: t('printing.leave.message'),
      action: t('printing.leave.action'),
    })
  const choose = async (next: number | 'new') => {
    if (next === (printer?.id ?? 'new') || (isDirty && !(await confirmLeave()))) return
    setIsDirty(false)
    setChosen(next)
  }
  return (
    <>
      <section className="printer-list" aria-label={t('printing.list')}>
        <DataGrid
          label={t('printing.list')}
          columns={columns}
          rows={printers}
          rowKey={({ id }) => id}
          selected={printer?.id}
          onSelect={({ id }) => void choose(id)}
          onOpen={({ id }) => void choose(id)}
          empty={t('printing.none')}
        />
        <PrinterButtons printer={printer} onNew={() => void choose('new')} />
      </section>
      <PrinterForm
        key={printer?.id ?? 'new'}
        printer={printer}
        onDirty={setIsDirty}
        confirmLeave={isDirty ? confirmLeave : undefined}
        onSaved={setChosen}
      />
    </>
  )
}

function PrinterButtons({ printer, onNew }: { printer: PrinterRow | undefined; onNew(): void }) {
  const confirm = useConfirm()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const name = printer?.name ?? ''
  const path = `/printers/${printer?.id}`
  const shared = {
    onError: (failure: ApiFailure) => notify(failure.message, 'failed'),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['printing'] }),
  }
  const test = useMutation<void, ApiFailure>({
    ...shared,
    mutationFn: () => api.post(`${path}/test`),
    onSuccess: () => notify(t('printing.tested', { name })),
  })
  const check = useMutation<PrinterRow, ApiFailure>({
    ...shared,
    mutationFn: () => api.post<PrinterRow>(`${path}/check`),
    onSuccess: (row) => notify(t('printing.checked', { name, state: stateOf(row) })),
  })
  const remove = useMutation<void, ApiFailure>({
    ...shared,
    mutationFn: () => api.delete(path),
    onSuccess: () => notify(t('printing.deleted', { name })),
  })
  const askAndRemove = async () => {
    const question = {
      title: t('printing.delete.title'),
      message: t('printing.delete.message', { name }),
      action: t('printing.delete'),
    }
    if (await confirm(question)) remove.mutate()
  }
  return (
    <div className="printer-buttons">
      <Button onClick={onNew}>{t('printing.new')}</Button>
      <Button disabled={!printer || test.isPending} onClick={() => test.mutate()}>
        {t('printing.test')}
      </Button>
      <Button disabled={!printer || check.isPending} onClick={() => check.mutate()}>
        {t(check.isPending ? 'printing.checking' : 'printing.check')}
      </Button>
      <Button look="danger" disabled={!printer} onClick={() => void askAndRemove()}>
        {t('printing.delete')}
      </Button>
    </div>
  )
}
