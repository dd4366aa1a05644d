import { useCallback, useState } from 'react'
import type { Seller } from '../../src/sellers/wire.ts'
import { chooseWebOrderSeller } from '../connector/index.tsx'
import type { useQuestions } from './useQuestions.ts'

/** Who sells. A seller with a password gives it at his key, each time (contract, kezia §5.2). */
export function useChosenSeller(ask: ReturnType<typeof useQuestions>['ask']) {
  const [seller, setSeller] = useState<Seller>()
  const [sellerKey, setSellerKey] = useState<string>()
  const chooseSeller = useCallback(
    async (chosen: Seller) => {
      const key = chosen.hasPassword
        ? await ask<string>((answer) => ({ kind: 'password', seller: chosen, answer }))
        : ''
      if (key === undefined) return
      setSellerKey(key)
      setSeller(chosen)
      // He answers web orders too, without being asked again in the middle of a sale.
      chooseWebOrderSeller(chosen.id)
    },
    [ask],
  )
  return { seller, sellerKey, setSeller, chooseSeller }
}
