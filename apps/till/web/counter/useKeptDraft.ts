import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { CustomerSheet } from '../../src/customers/wire.ts'
import type { Seller } from '../../src/sellers/wire.ts'
import { sellersQuery } from '../connector/queries.ts'
import type { PickedCustomer } from '../customers/picking.ts'
import { t } from '../labels/index.ts'
import { ApiFailure, api } from '../lib/api.ts'
import { type Draft, type DraftChange, toForm } from './basket.ts'
import { keepDraft, readDraft } from './draftStore.ts'

interface Tools {
  draft: Draft
  seller: Seller | undefined
  dispatch(action: DraftChange): void
  setSeller(seller: Seller): void
  inTurn(task: () => Promise<void> | void): void
  notify(text: string): void
  warn(text: string): void
}

/** Keeps the sale in progress at each change, and takes up again what a reload or a crash interrupted. */
export function useKeptDraft({ draft, seller, dispatch, setSeller, inTurn, notify, warn }: Tools): void {
  const queryClient = useQueryClient()
  const [isRead, setIsRead] = useState(false)
  const sellerId = seller?.id ?? null
  const started = useRef(false)

  useEffect(() => {
    if (started.current) return
    started.current = true
    // First in turn: what is typed meanwhile goes under the lines of before.
    inTurn(async () => {
      try {
        const saved = await readDraft()
        const count = saved?.basket.lines.length ?? 0
        if (saved && saved.gone.length > 0) warn(t('counter.gone', { names: saved.gone.join(', ') }))
        if (!saved || count === 0) return
        const customer = await readCustomer(saved.customerId)
        dispatch({ type: 'restart', basket: saved.basket, id: saved.draftId, customer })
        if (saved.gone.length === 0)
          notify(t(count === 1 ? 'counter.restored.one' : 'counter.restored.other', { count }))
        const sellers = await queryClient.ensureQueryData(sellersQuery)
        const before = sellers.find(({ id }) => id === saved.sellerId)
        if (before) setSeller(before)
      } finally {
        setIsRead(true)
      }
    })
  }, [inTurn, dispatch, setSeller, notify, warn, queryClient])

  useEffect(() => {
    if (!isRead) return
    const { id: draftId, basket, customer } = draft
    keepDraft(
      basket.lines.length === 0
        ? null
        : { draftId, sellerId, customerId: customer?.idcli ?? null, basket: toForm(basket) },
    )
  }, [isRead, draft, sellerId])
}

/** Who the interrupted sale was for; the sale goes on without him when he is gone. */
async function readCustomer(idcli: number | null): Promise<PickedCustomer | null> {
  if (idcli === null) return null
  try {
    const { customer } = await api.get<CustomerSheet>(`/customers/${idcli}`)
    return customer
  } catch (failure) {
    if (failure instanceof ApiFailure && failure.status === 404) return null
    throw failure
  }
}
