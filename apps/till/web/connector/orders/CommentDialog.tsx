import { useState } from 'react'
import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { useWork } from './useWork.ts'

const longest = 255

/** «Commentaire»: shown in «MEMO» and sent to the channel that placed the order (contract, kezia §3.3). */
export function CommentDialog({ order, onClose }: { order: WebOrderRow; onClose(): void }) {
  const [text, setText] = useState(order.memo ?? '')
  const comment = useWork(order, 'comment', t('comment.done', { code: order.code }), onClose)
  return (
    <Modal
      title={t('comment.title', { code: order.code })}
      onClose={onClose}
      onSubmit={() => comment.mutate({ text })}
    >
      <TextField
        label={t('comment.text')}
        value={text}
        maxLength={longest}
        error={comment.error?.fields.text}
        onChange={setText}
      />
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button type="submit" look="primary" disabled={comment.isPending}>
          {t('app.confirm')}
        </Button>
      </div>
    </Modal>
  )
}
