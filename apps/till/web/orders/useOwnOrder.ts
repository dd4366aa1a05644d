import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { OwnOrderDetails } from '../../src/orders/wire.ts'
import type { SellableArticle } from '../../src/sales/wire.ts'
import { useSeller } from '../connector/orders/useSeller.ts'
import { useTimeZone } from '../connector/useTimeZone.ts'
import { lookUp } from '../counter/queries.ts'
import { receiveCustomerPicks } from '../customers/picking.ts'
import { t } from '../labels/index.ts'
import { ApiFailure, api } from '../lib/api.ts'
import { uuid } from '../lib/uuid.ts'
import { useNotify } from '../ui/notices.tsx'
import { blankSheet, formOf, type LineValues, lineOf, pricedOf, type SheetValues, sheetOf } from './values.ts'

export type OwnOrderState = ReturnType<typeof useOwnOrder>

/** The name under which this window asks for a customer. */
export const orderPick = 'new-order'

/** The fields of one commande: what is typed, what was refused, what it comes to. */
export function useOwnOrder(order: OwnOrderDetails | undefined, onSaved: (order: OwnOrderDetails) => void) {
  const timeZone = useTimeZone()
  const { seller } = useSeller()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const [draftId] = useState(() => uuid())
  const [initial, setInitial] = useState(() => (order ? sheetOf(order, timeZone) : blankSheet))
  const [values, setValues] = useState(initial)
  const [selected, setSelected] = useState<string>()
  const change = (change: Partial<SheetValues>) => setValues((before) => ({ ...before, ...change }))
  const changeLines = (map: (lines: LineValues[]) => LineValues[]) =>
    setValues((before) => ({ ...before, lines: map(before.lines) }))

  useEffect(
    () =>
      receiveCustomerPicks(orderPick, ({ idcli, displayName, isBlocked }) => {
        if (isBlocked) notify(t('customers.isBlocked', { name: displayName }), 'failed')
        else setValues((before) => ({ ...before, customer: { idcli, displayName } }))
      }),
    [notify],
  )

  const save = useMutation<OwnOrderDetails, ApiFailure>({
    mutationFn: () => {
      const sellerId = seller?.id ?? null
      const form = formOf(values, { draftId, revision: order?.revision, sellerId, timeZone })
      return order
        ? api.put<OwnOrderDetails>(`/orders/${order.number}`, form)
        : api.post<OwnOrderDetails>('/orders', form)
    },
    onSuccess: (saved) => {
      setInitial(values)
      void queryClient.invalidateQueries({ queryKey: ['own-orders'] })
      onSaved(saved)
    },
    onError: (failure) => notify(failure.message, 'failed'),
  })

  const add = (article: SellableArticle) => {
    const line = lineOf(article)
    changeLines((lines) => [...lines, line])
    setSelected(line.key)
  }
  const move = (by: number) =>
    changeLines((lines) => {
      const from = lines.findIndex(({ key }) => key === selected)
      const to = from + by
      if (from < 0 || to < 0 || to >= lines.length) return lines
      const next = [...lines]
      const [line] = next.splice(from, 1)
      next.splice(to, 0, line!)
      return next
    })
  return {
    values,
    change,
    selected,
    select: setSelected,
    priced: pricedOf(values),
    isDirty: JSON.stringify(values) !== JSON.stringify(initial),
    errors: save.error?.fields ?? {},
    isSaving: save.isPending,
    save: () => save.mutate(),
    /** By a code, an IDART, or a part of a label that fits one article only. */
    async enter(entry: string) {
      try {
        const { article } = await lookUp(entry)
        if (article) add(article)
        else notify(t('own.unknown', { entry }), 'failed')
      } catch (failure) {
        if (!(failure instanceof ApiFailure)) throw failure
        notify(failure.message, 'failed')
      }
    },
    changeLine: (key: string, change: Partial<LineValues>) =>
      changeLines((lines) => lines.map((line) => (line.key === key ? { ...line, ...change } : line))),
    erase: () => changeLines((lines) => lines.filter(({ key }) => key !== selected)),
    moveUp: () => move(-1),
    moveDown: () => move(1),
  }
}
