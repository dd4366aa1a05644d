import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { CustomerSheet } from '../../src/customers/wire.ts'
import type { Seller } from '../../src/sellers/wire.ts'
import { sellersQuery } from '../connector/queries.ts'
import type { PickedCustomer } from '../customers/picking.ts'
import { t } from '../labels/index.ts'
import { ApiFailure, api } from '../lib/api.ts'
import { type Draft, toForm } from './basket.ts'
import { keepDraft, readDraft } from './draftStore.ts'
import type { useTakeUp } from './useTakeUp.ts'

interface Tools {
  draft: Draft
  seller: Seller | undefined
  setSeller(seller: Seller): void
  inTurn(task: () => Promise<void> | void): void
  takeUp: ReturnType<typeof useTakeUp>
  notify(text: string): void
}

/** Keeps the sale in progress at each change, and takes up again what a reload or a crash interrupted. */
export function useKeptDraft({ draft, seller, setSeller, inTurn, takeUp, notify }: Tools): void {
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
        if (!saved) return
        const count = saved.basket.lines.length
        if (count + saved.gone.length === 0) return
        const customer = await readCustomer(saved.customerId)
        const sellers = await queryClient.ensureQueryData(sellersQuery)
        const before = sellers.find(({ id }) => id === saved.sellerId)
        if (before) setSeller(before)
        const changed =
          saved.customerId !== null && !customer
            ? [...saved.changed, t('counter.customerGone', { idcli: saved.customerId })]
            : saved.changed
        await takeUp({ ...saved, changed, id: saved.draftId, customer })
        if (saved.gone.length === 0)
          notify(t(count === 1 ? 'counter.restored.one' : 'counter.restored.other', { count }))
      } finally {
        setIsRead(true)
      }
    })
  }, [inTurn, takeUp, setSeller, notify, queryClient])

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
