import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Seller } from '../../src/sellers/wire.ts'
import { shopQuery } from '../lib/queries.ts'

type Scope = 'site' | 'everyone'

const storageKey = 'till.sellerScope'

/** «Site» / «Tous» (contract, kezia W-6): the sellers of this site and those of none, or all; as chosen last at this poste. */
export function useSellerScope(sellers: Seller[]) {
  const { data: shop } = useQuery(shopQuery)
  const [scope, choose] = useState<Scope>(() =>
    localStorage.getItem(storageKey) === 'site' ? 'site' : 'everyone',
  )
  const isShown = ({ site }: Seller) => scope === 'everyone' || site === null || site === shop?.site
  return {
    scope,
    setScope(next: Scope) {
      localStorage.setItem(storageKey, next)
      choose(next)
    },
    shown: sellers.filter(isShown),
  }
}
