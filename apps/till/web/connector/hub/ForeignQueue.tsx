import { t } from '../../labels/index.ts'
import { ApiFailure, api } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { useNotify } from '../../ui/notices.tsx'

/**
 * Entries queued for the previous point de vente: shown, and dropped after a confirmation (contract, kezia
 * D27).
 */
export function ForeignQueue({ count }: { count: number }) {
  const confirm = useConfirm()
  const notify = useNotify()
  const drop = async () => {
    const question = { title: t('hub.foreign.title'), message: t('hub.foreign.question') }
    if (!(await confirm(question))) return
    try {
      await api.delete('/hub/outbox/foreign')
    } catch (failure) {
      if (failure instanceof ApiFailure) notify(failure.message, 'failed')
    }
  }
  return (
    <div className="foreign-queue" role="status">
      <p>{t(count === 1 ? 'hub.foreign.one' : 'hub.foreign.other', { count })}</p>
      <Button look="danger" onClick={() => void drop()}>
        {t('hub.foreign.title')}
      </Button>
    </div>
  )
}
