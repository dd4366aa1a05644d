import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { OwnOrderDetails } from '../../src/orders/wire.ts'
import { ArticleChoice } from '../articles/ArticleChoice.tsx'
import { PrintDialog } from '../connector/print/PrintDialog.tsx'
import { usePrint } from '../connector/print/usePrint.ts'
import { useSearchKey } from '../connector/sheet/useSearchKey.ts'
import { CounterQuestion } from '../counter/CounterQuestion.tsx'
import { t } from '../labels/index.ts'
import { useConfirm } from '../ui/confirm.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useNotify } from '../ui/notices.tsx'
import { useCloseGuard } from '../windows/manager.tsx'
import type { WindowProps } from '../windows/types.ts'
import { MenuChoiceDialog } from './MenuChoiceDialog.tsx'
import { OwnOrderBar } from './OwnOrderBar.tsx'
import { OwnOrderFields } from './OwnOrderFields.tsx'
import { OwnOrderFoot } from './OwnOrderFoot.tsx'
import { OwnOrderLines } from './OwnOrderLines.tsx'
import { ownOrderQuery } from './queries.ts'
import { useOwnOrder } from './useOwnOrder.ts'
import './orders.css'

/** W-12 for a commande of this till: empty for a new one. */
export function OwnOrderSheet({ params, close }: WindowProps) {
  const number = typeof params.number === 'number' ? params.number : undefined
  const query = useQuery({ ...ownOrderQuery(number ?? 0), enabled: number !== undefined })
  if (number === undefined) return <Sheet order={undefined} latest={undefined} close={close} />
  return <Loaded query={query}>{(order) => <OpenSheet latest={order} close={close} />}</Loaded>
}

/**
 * A commande that another poste changes meanwhile is shown anew; not under the hands of someone who types: he is told, and
 * reads it again when he wants to.
 */
function OpenSheet({ latest, close }: { latest: OwnOrderDetails; close(): void }) {
  const [shown, setShown] = useState(latest)
  return (
    <Sheet key={shown.revision} order={shown} latest={latest} close={close} onRead={() => setShown(latest)} />
  )
}

interface SheetProps {
  /** As the sheet was filled; absent for a new one. */
  order: OwnOrderDetails | undefined
  /** As the till knows it now. */
  latest: OwnOrderDetails | undefined
  close(): void
  onRead?(): void
}

function Sheet({ order, latest, close, onRead = () => {} }: SheetProps) {
  const [saved, setSaved] = useState<OwnOrderDetails>()
  const [isSearching, setIsSearching] = useState(false)
  const [isDone, setIsDone] = useState(false)
  const confirm = useConfirm()
  const notify = useNotify()
  const print = usePrint()
  const sheet = useOwnOrder(order, setSaved)
  const isOver = latest !== undefined && latest.status !== 'open'
  useSearchKey('new-order', () => setIsSearching(!isOver))
  const confirmDiscard = useCallback(
    () =>
      confirm({
        title: t('own.discard.title'),
        message: t('own.discard.message'),
        action: t('own.discard.action'),
      }),
    [confirm],
  )
  useCloseGuard(sheet.isDirty ? confirmDiscard : undefined)
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (Object.keys(sheet.errors).length > 0)
      body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [sheet.errors])
  const isOutdated = saved === undefined && latest?.revision !== order?.revision
  useEffect(() => {
    if (isOutdated && !sheet.isDirty) onRead()
  }, [isOutdated, sheet.isDirty, onRead])
  // After the render in which nothing is left to save: the window closes without a question.
  useEffect(() => {
    if (isDone) close()
  }, [isDone, close])
  const finish = () => {
    notify(t('own.saved', { number: saved?.number ?? '' }))
    setIsDone(true)
  }
  return (
    <div className="own-order" ref={body}>
      <OwnOrderBar
        order={latest ?? order}
        sheet={sheet}
        onRead={isOutdated ? onRead : undefined}
        onClose={close}
      />
      <fieldset className="own-body" disabled={isOver}>
        <OwnOrderFields order={order} sheet={sheet} />
        <OwnOrderLines sheet={sheet} onSearch={() => setIsSearching(true)} />
      </fieldset>
      <OwnOrderFoot sheet={sheet} />
      {isSearching && (
        <ArticleChoice
          title={t('order.choose')}
          hasOptions={false}
          onChoose={({ idart }) => {
            setIsSearching(false)
            void sheet.choose(idart)
          }}
          onClose={() => setIsSearching(false)}
        />
      )}
      {sheet.question && <CounterQuestion question={sheet.question} />}
      {sheet.menuQuestion && <MenuChoiceDialog question={sheet.menuQuestion} />}
      {saved && !isDone && (
        <PrintDialog
          onChoose={(choice) => {
            finish()
            void print(saved.number, choice, { isOwn: true })
          }}
          onClose={finish}
        />
      )}
    </div>
  )
}
