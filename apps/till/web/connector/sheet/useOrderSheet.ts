import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ArticleLine } from '../../../src/articles/wire.ts'
import type { OrderLine, WebOrderDetails } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { webOrderSettingsQuery } from '../../lib/queries.ts'
import { useNotify } from '../../ui/notices.tsx'
import { useSeller } from '../orders/useSeller.ts'
import type { PrintChoice } from '../print/PrintDialog.tsx'
import { usePrint } from '../print/usePrint.ts'
import { type Cells, editedCents, isEdited, noEdits, toForm, withoutLine } from './edits.ts'
import { useSearchKey } from './useSearchKey.ts'

type Dialog = 'article' | 'print' | 'reject' | 'unknown'
type Outcome = 'accepted' | 'updated' | 'unknown'

/** The state of W-12: the selected line, articles found for unknown ones, edited cells, the open dialog. */
export function useOrderSheet(order: WebOrderDetails, close: () => void) {
  const [dialog, setDialog] = useState<Dialog>()
  const [added, setAdded] = useState<ArticleLine[]>([])
  const [selected, setSelected] = useState<number>()
  const [edits, setEdits] = useState(noEdits)
  const { data: settings } = useQuery(webOrderSettingsQuery)
  const { seller } = useSeller()
  const queryClient = useQueryClient()
  const notify = useNotify()
  const print = usePrint()
  const isInvoiced = order.saleNumber !== null || order.invoicedElsewhere !== null
  const isEditable = settings?.isEditingAllowed === true && !order.isFinal && !isInvoiced
  const isDirty = isEditable && (isEdited(edits) || added.length > 0)
  const { lines, isOutdated } = useLinesUnderHand(order.lines, isDirty)
  const closeDialog = () => setDialog(undefined)
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['web-orders'] })
  const tell = ({ message, fields }: ApiFailure) => {
    if (fields.sellerId === undefined) notify(Object.values(fields)[0] ?? message, 'failed')
  }
  useSearchKey('order-sheet', () => setDialog('article'))

  const save = useMutation<{ outcome: Outcome }, ApiFailure>({
    mutationFn: () =>
      api.post(`/web-orders/${order.number}/save`, {
        sellerId: seller?.id,
        ...(isDirty && { lines: toForm(edits, lines, added) }),
      }),
    onSuccess: ({ outcome }) => {
      if (isDirty) forget()
      setDialog(outcome === 'unknown' ? 'unknown' : 'print')
    },
    onError: tell,
    onSettled: refresh,
  })
  const replace = useMutation<void, ApiFailure, { line: OrderLine; article: ArticleLine }>({
    mutationFn: ({ line: { code, name }, article: { idart } }) =>
      api.post(`/web-orders/${order.number}/replace`, { code, name, idart }),
    onSuccess: (_, { article }) => setAdded((list) => list.filter((one) => one !== article)),
    onError: tell,
    onSettled: refresh,
  })
  function forget() {
    setEdits(noEdits)
    setAdded([])
    setSelected(undefined)
  }

  const editedSum = isDirty ? editedCents(edits, lines, added) : undefined
  return {
    dialog,
    added,
    selected,
    lines,
    edits,
    isEditable,
    isDirty,
    /** The order changed at its source while there are unsaved edits. */
    isOutdated,
    forget,
    /** The order's total as typed; undefined if nothing was typed, or if some input cannot be parsed. */
    editedTotalCents:
      editedSum === undefined
        ? undefined
        : order.totalCents + editedSum - lines.reduce((sum, { totalCents }) => sum + totalCents, 0),
    errors: save.error?.fields ?? {},
    isSaving: save.isPending,
    select: setSelected,
    ask: setDialog,
    closeDialog,
    save: () => save.mutate(),
    type: (place: number, cells: Cells) =>
      setEdits(({ cells: all, ...rest }) => ({
        ...rest,
        cells: { ...all, [place]: { ...all[place], ...cells } },
      })),
    addArticle(article: ArticleLine) {
      setAdded((list) => [...list, article])
      closeDialog()
    },
    /**
     * «Efface»: replaces an unknown line by the first article added; removes another line, where lines may be
     * changed.
     */
    erase() {
      if (selected === undefined) return
      const line = lines[selected]
      if (!line) return setAdded((list) => list.filter((_, index) => index !== selected - lines.length))
      const article = added[0]
      if (line.known === false && article) replace.mutate({ line, article })
      else if (isEditable) setEdits((before) => withoutLine(before, lines, selected))
      else notify(t('order.eraseFirst'), 'failed')
    },
    /** After W-13: prints the choice and closes the sheet. */
    finish(choice: PrintChoice) {
      closeDialog()
      notify(t('order.saved', { code: order.code }))
      close()
      void print(order.number, choice)
    },
  }
}

export type OrderSheetState = ReturnType<typeof useOrderSheet>

/**
 * The lines as they were when typing began: changes at the source must not move them while the user types.
 */
function useLinesUnderHand(lines: OrderLine[], isDirty: boolean) {
  const [held, setHeld] = useState(lines)
  const isOutdated = isDirty && JSON.stringify(held) !== JSON.stringify(lines)
  useEffect(() => {
    if (!isDirty) setHeld(lines)
  }, [isDirty, lines])
  return { lines: isDirty ? held : lines, isOutdated }
}
