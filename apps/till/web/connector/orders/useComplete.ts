import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { useNotify } from '../../ui/notices.tsx'
import { useSeller } from './useSeller.ts'

interface Completion {
  order: Pick<WebOrderRow, 'number' | 'code'>
  /** «Livrée sans règlement». */
  isUnpaidAllowed?: boolean
}

/** «Commande remise», «Commande livrée»: a paid order is invoiced with it (contract, kezia D36). */
export function useComplete() {
  const { seller } = useSeller()
  const queryClient = useQueryClient()
  const notify = useNotify()
  return useMutation<{ saleNumber: number | null }, ApiFailure, Completion>({
    mutationFn: ({ order, isUnpaidAllowed = false }) =>
      api.post(`/web-orders/${order.number}/complete`, { sellerId: seller?.id, isUnpaidAllowed }),
    onSuccess: ({ saleNumber }, { order }) => {
      const values = { code: order.code, status: t('status.completed'), number: saleNumber ?? '' }
      notify(t(saleNumber === null ? 'panel.done' : 'panel.doneInvoiced', values))
    },
    onError: ({ fields, message }) => notify(Object.values(fields)[0] ?? message, 'failed'),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['web-orders'] }),
  })
}
