import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { menusToFind } from '../../src/orders/pricing.ts'
import type { OwnOrderDetails } from '../../src/orders/wire.ts'
import { countMenus } from '../../src/sales/menus.ts'
import { useSeller } from '../connector/orders/useSeller.ts'
import { useTimeZone } from '../connector/useTimeZone.ts'
import { menusQuery } from '../counter/queries.ts'
import { receiveCustomerPicks } from '../customers/picking.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { formatMoney } from '../lib/format.ts'
import { useShop } from '../lib/useShop.ts'
import { uuid } from '../lib/uuid.ts'
import { useNotify } from '../ui/notices.tsx'
import { useOrderLines } from './useOrderLines.ts'
import { blankSheet, formOf, pricedOf, type SheetValues, sheetOf } from './values.ts'

export type OwnOrderState = ReturnType<typeof useOwnOrder>

/** The name under which this window asks for a customer. */
export const orderPick = 'new-order'

const noErrors: ApiFailure['fields'] = {}

/** The fields of one commande: what is typed, what was refused, what it comes to. */
export function useOwnOrder(order: OwnOrderDetails | undefined, onSaved: (order: OwnOrderDetails) => void) {
  const timeZone = useTimeZone()
  const { currency } = useShop()
  const { seller } = useSeller()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const [draftId] = useState(() => uuid())
  const [initial, setInitial] = useState(() => (order ? sheetOf(order, timeZone) : blankSheet))
  const [values, setValues] = useState(initial)
  const [refusedLines, setRefusedLines] = useState(values.lines)
  const { data: menus = [] } = useQuery(menusQuery)
  const priced = pricedOf(values, menusToFind(order?.menus ?? [], menus))
  const change = (change: Partial<SheetValues>) => setValues((before) => ({ ...before, ...change }))
  const lines = useOrderLines(values.lines, (map) =>
    setValues((before) => ({ ...before, lines: map(before.lines) })),
  )

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
      const sellerId = seller?.id ?? order?.sellerId ?? null
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
    onError: (failure) => {
      setRefusedLines(values.lines)
      notify(failure.message, 'failed')
    },
  })

  const errors = save.error?.fields ?? noErrors

  return {
    ...lines,
    values,
    change,
    priced,
    isDirty: JSON.stringify(values) !== JSON.stringify(initial),
    errors,
    /** «Une commande a au moins une ligne.» goes with the first line (contract, counter T21). */
    linesError: values.lines === refusedLines ? errors.lines : undefined,
    isSaving: save.isPending,
    save: () => save.mutate(),
    /** «SS/TOT»: what it comes to so far, and the menus in it. */
    tellSubtotal() {
      if (!priced) return notify(t('own.unreadable'), 'failed')
      const count = countMenus(priced.lines)
      const found = count === 0 ? '' : t(count === 1 ? 'counter.menus.one' : 'counter.menus.other', { count })
      notify(`${t('own.subtotal', { total: formatMoney(priced.totalCents, currency) })} ${found}`.trim())
    },
  }
}
