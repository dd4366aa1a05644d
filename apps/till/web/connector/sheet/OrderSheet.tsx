import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { WebOrderDetails } from '../../../src/weborders/wire.ts'
import { ArticleChoice } from '../../articles/ArticleChoice.tsx'
import { t } from '../../labels/index.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { useCloseGuard } from '../../windows/manager.tsx'
import type { WindowProps } from '../../windows/types.ts'
import { AlarmBox } from '../alert/Changes.tsx'
import { useSeenByOpening } from '../alert/useSee.ts'
import { RejectDialog } from '../orders/RejectDialog.tsx'
import { PrintDialog } from '../print/PrintDialog.tsx'
import { webOrderQuery } from '../queries.ts'
import { useTimeZone } from '../useTimeZone.ts'
import { SheetFields } from './SheetFields.tsx'
import { SheetFoot } from './SheetFoot.tsx'
import { SheetKeys } from './SheetKeys.tsx'
import { SheetLines } from './SheetLines.tsx'
import { useOrderSheet } from './useOrderSheet.ts'

/**
 * W-12, for a web order. Unless W-4 allows changes, its lines are read-only except to replace unknown
 * articles (contract, kezia R-A6, R-K2).
 */
export function OrderSheet({ params, close }: WindowProps) {
  const query = useQuery(webOrderQuery(Number(params.number)))
  return <Loaded query={query}>{(order) => <Sheet order={order} close={close} />}</Loaded>
}

function Sheet({ order: read, close }: { order: WebOrderDetails; close(): void }) {
  const order = useSeenByOpening(read)
  const timeZone = useTimeZone()
  const sheet = useOrderSheet(order, close)
  const confirm = useConfirm()
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
  return (
    <div className="order-sheet">
      <SheetKeys order={order} sheet={sheet} onClose={close} />
      <AlarmBox order={order} />
      <SheetFields order={order} timeZone={timeZone} sellerError={sheet.errors.sellerId} />
      <SheetLines order={order} sheet={sheet} />
      <SheetFoot order={order} sheet={sheet} />
      {sheet.dialog === 'article' && (
        <ArticleChoice
          title={t('order.choose')}
          hasOptions={false}
          onChoose={sheet.addArticle}
          onClose={sheet.closeDialog}
        />
      )}
      {sheet.dialog === 'print' && (
        <PrintDialog onChoose={sheet.finish} onClose={() => sheet.finish('none')} />
      )}
      {sheet.dialog === 'reject' && <RejectDialog order={order} onClose={sheet.closeDialog} />}
      {sheet.dialog === 'unknown' && <UnknownArticle onClose={sheet.closeDialog} />}
    </div>
  )
}

/** W-14. */
const UnknownArticle = ({ onClose }: { onClose(): void }) => (
  <Modal title={t('order.unknown.title')} onClose={onClose} onSubmit={onClose}>
    <p>{t('order.unknown')}</p>
    <div className="confirm-buttons">
      <button type="submit" className="button button-primary">
        {t('order.ok')}
      </button>
    </div>
  </Modal>
)
