import { useQueryClient } from '@tanstack/react-query'
import { mealVoucherLimit } from '../../src/sales/meal-vouchers.ts'
import type { Payment, Sale, SettlementForm } from '../../src/sales/wire.ts'
import { api } from '../lib/api.ts'
import { toForm } from './basket.ts'
import { Settlement } from './Settlement.tsx'
import type { Counter } from './useCounter.ts'
import type { PrintFormat } from './usePrinter.tsx'

interface CounterSettlementProps {
  counter: Counter
  onClose(): void
  onSold(sale: Sale, format: PrintFormat | undefined): void
}

/** W-7 for the sale in progress. */
export function CounterSettlement({ counter, onClose, onSold }: CounterSettlementProps) {
  const { seller, sellerKey = '', draft, priced } = counter
  const queryClient = useQueryClient()
  async function settle(payments: Payment[], isPrinted: boolean): Promise<Sale> {
    const { id: draftId, basket, customer } = draft
    const form: SettlementForm = {
      draftId,
      sellerId: seller?.id ?? 0,
      sellerKey,
      basket: toForm(basket),
      payments,
      totalCents: priced.totalCents,
      customerId: customer?.idcli ?? null,
      isPrinted,
    }
    try {
      return await api.post<Sale>('/sales', form)
    } catch (failure) {
      // A menu may have changed meanwhile: the next attempt uses current prices.
      void queryClient.invalidateQueries({ queryKey: ['menus'] })
      throw failure
    }
  }
  return (
    <Settlement
      totalCents={priced.totalCents}
      settle={settle}
      mealVouchers={mealVoucherLimit(
        priced.lines.map((line) => ({ ...line, isEligible: line.article.isMealVoucherEligible })),
        priced.totalCents,
      )}
      isReady={seller !== undefined}
      onClose={onClose}
      onSold={onSold}
    />
  )
}
