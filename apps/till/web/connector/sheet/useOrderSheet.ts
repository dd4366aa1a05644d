import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ArticleLine } from '../../../src/articles/wire.ts'
import type { OrderLine, WebOrderDetails } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { useNotify } from '../../ui/notices.tsx'
import { useSeller } from '../orders/useSeller.ts'
import type { PrintChoice } from '../print/PrintDialog.tsx'
import { usePrint } from '../print/usePrint.ts'
import { useSearchKey } from './useSearchKey.ts'

type Dialog = 'article' | 'print' | 'reject' | 'unknown'
type Outcome = 'accepted' | 'updated' | 'unknown'

/** What W-12 is in the middle of: a line chosen, an article found for it, a question asked. */
export function useOrderSheet(order: WebOrderDetails, close: () => void) {
  const [dialog, setDialog] = useState<Dialog>()
  const [added, setAdded] = useState<ArticleLine[]>([])
  const [selected, setSelected] = useState<number>()
  const { seller } = useSeller()
  const queryClient = useQueryClient()
  const notify = useNotify()
  const print = usePrint()
  const closeDialog = () => setDialog(undefined)
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['web-orders'] })
  const tell = ({ message, fields }: ApiFailure) => {
    if (Object.keys(fields).length === 0) notify(message, 'failed')
  }
  useSearchKey('order-sheet', () => setDialog('article'))

  const save = useMutation<{ outcome: Outcome }, ApiFailure>({
    mutationFn: () => api.post(`/web-orders/${order.number}/save`, { sellerId: seller?.id }),
    onSuccess: ({ outcome }) => setDialog(outcome === 'unknown' ? 'unknown' : 'print'),
    onError: tell,
    onSettled: refresh,
  })
  const replace = useMutation<void, ApiFailure, { line: OrderLine; article: ArticleLine }>({
    mutationFn: ({ line: { code, name }, article: { idart } }) =>
      api.post(`/web-orders/${order.number}/replace`, { code, name, idart }),
    onSuccess: (_, { article }) => setAdded((list) => list.filter((one) => one !== article)),
    onError: (failure) => notify(Object.values(failure.fields)[0] ?? failure.message, 'failed'),
    onSettled: refresh,
  })

  return {
    dialog,
    added,
    selected,
    sellerError: save.error?.fields.sellerId,
    isSaving: save.isPending,
    select: setSelected,
    ask: setDialog,
    closeDialog,
    save: () => save.mutate(),
    addArticle(article: ArticleLine) {
      setAdded((list) => [...list, article])
      closeDialog()
    },
    /** «Efface»: an unknown line gives way to the first article added; an added article goes. */
    erase() {
      if (selected === undefined) return
      const line = order.lines[selected]
      if (!line) return setAdded((list) => list.filter((_, index) => index !== selected - order.lines.length))
      const article = added[0]
      if (article) replace.mutate({ line, article })
      else notify(t('order.eraseFirst'), 'failed')
    },
    /** After W-13: what was chosen is printed, and the sheet closes. */
    finish(choice: PrintChoice) {
      closeDialog()
      notify(t('order.saved', { code: order.code }))
      close()
      void print(order.number, choice)
    },
  }
}

export type OrderSheetState = ReturnType<typeof useOrderSheet>
