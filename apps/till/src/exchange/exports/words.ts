import type { SaleKind } from '../../sales/index.ts'

export const saleKinds: Record<SaleKind, string> = {
  ticket: 'Ticket',
  invoice: 'Facture',
  credit_note: 'Avoir',
}
