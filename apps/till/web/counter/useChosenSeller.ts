import { useCallback, useState } from 'react'
import type { Seller } from '../../src/sellers/wire.ts'
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
    },
    [ask],
  )
  return { seller, sellerKey, setSeller, chooseSeller }
}
