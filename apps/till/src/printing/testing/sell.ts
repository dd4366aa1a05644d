import type { SettlementForm } from '../../sales/wire.ts'

/** The settlement of one MARGHERITA of the demo set, paid in cash unless told. */
export const margherita = (form: Partial<SettlementForm> = {}): SettlementForm => ({
  draftId: crypto.randomUUID(),
  sellerId: 1,
  basket: {
    service: 'eat_in',
    lines: [{ idart: 1, quantity: '1', unitCents: 1200, discount: null }],
    discount: null,
  },
  payments: [{ modeId: 1, cents: 1200 }],
  totalCents: 1200,
  ...form,
})
