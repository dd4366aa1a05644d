import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { OwnOrderDetails } from '../../src/orders/wire.ts'
import { ArticleChoice } from '../articles/ArticleChoice.tsx'
import { PrintDialog } from '../connector/print/PrintDialog.tsx'
import { usePrint } from '../connector/print/usePrint.ts'
import { useSearchKey } from '../connector/sheet/useSearchKey.ts'
import { t } from '../labels/index.ts'
import { useConfirm } from '../ui/confirm.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useNotify } from '../ui/notices.tsx'
import { useCloseGuard } from '../windows/manager.tsx'
import type { WindowProps } from '../windows/types.ts'
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
  if (number === undefined) return <Sheet order={undefined} close={close} />
  return (
    <Loaded query={query}>{(order) => <Sheet key={order.revision} order={order} close={close} />}</Loaded>
  )
}

function Sheet({ order, close }: { order: OwnOrderDetails | undefined; close(): void }) {
  const [saved, setSaved] = useState<OwnOrderDetails>()
  const [isSearching, setIsSearching] = useState(false)
  const [isDone, setIsDone] = useState(false)
  const confirm = useConfirm()
  const notify = useNotify()
  const print = usePrint()
  const sheet = useOwnOrder(order, setSaved)
  useSearchKey('new-order', () => setIsSearching(true))
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
  // After the render in which nothing is left to save: the window closes without a question.
  useEffect(() => {
    if (isDone) close()
  }, [isDone, close])
  return (
    <div className="own-order">
      <OwnOrderBar order={order} sheet={sheet} onClose={close} />
      <OwnOrderFields order={order} sheet={sheet} />
      <OwnOrderLines sheet={sheet} onSearch={() => setIsSearching(true)} />
      <OwnOrderFoot sheet={sheet} />
      {isSearching && (
        <ArticleChoice
          title={t('order.choose')}
          onChoose={({ idart }) => {
            setIsSearching(false)
            void sheet.enter(String(idart))
          }}
          onClose={() => setIsSearching(false)}
        />
      )}
      {saved && !isDone && (
        <PrintDialog
          onChoose={(choice) => {
            notify(t('own.saved', { number: saved.number }))
            setIsDone(true)
            void print(saved.number, choice, { isOwn: true })
          }}
          onClose={() => {
            notify(t('own.saved', { number: saved.number }))
            setIsDone(true)
          }}
        />
      )}
    </div>
  )
}
