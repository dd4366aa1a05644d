import { useQueryClient } from '@tanstack/react-query'
import type { OwnOrderRow } from '../../src/orders/wire.ts'
import { t } from '../labels/index.ts'
import { ApiFailure, api } from '../lib/api.ts'
import { formatMoney } from '../lib/format.ts'
import { useConfirm } from '../ui/confirm.tsx'
import { useNotify } from '../ui/notices.tsx'

type Ending = 'close' | 'delete'

/** «Solder» and «Supprimer»: asks first, and says what is to be given back. */
export function useEndOrder(ending: Ending, then = () => {}) {
  const confirm = useConfirm()
  const notify = useNotify()
  const queryClient = useQueryClient()
  return async ({
    number,
    depositCents,
    currency,
  }: Pick<OwnOrderRow, 'number' | 'depositCents' | 'currency'>) => {
    const question = t(`own.${ending}.question`, { number })
    const refund = t('own.refund', { amount: formatMoney(depositCents, currency) })
    const agreed = await confirm({
      title: t(ending === 'close' ? 'open.settle' : 'order.delete'),
      message: depositCents === 0 ? question : `${question} ${refund}`,
    })
    if (!agreed) return
    try {
      await (ending === 'close' ? api.post(`/orders/${number}/close`) : api.delete(`/orders/${number}`))
      notify(t(ending === 'close' ? 'own.closed' : 'own.deleted', { number }))
      then()
    } catch (failure) {
      if (!(failure instanceof ApiFailure)) throw failure
      notify(failure.message, 'failed')
    } finally {
      void queryClient.invalidateQueries({ queryKey: ['own-orders'] })
    }
  }
}
