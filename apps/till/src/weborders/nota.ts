import type { WebOrder } from './store.ts'

/**
 * «Nota» of a web order: its status in the source's words, the customer's notes, the coupon codes, the
 * names of discounts and payments, an invoice given back, and what changed after the invoice (contract,
 * kezia W-12, §4.1, R-O5).
 */
export function notaOf({
  content,
  status,
  lateChanges,
  givenBack,
  editedTotalCents,
}: Pick<WebOrder, 'content' | 'status' | 'lateChanges' | 'givenBack' | 'editedTotalCents'>): string {
  const { customerNotes, couponCodes, discounts, payments } = content
  const lines = [
    `-- Etat commande :${content.sourceStatus ?? status} --`,
    customerNotes,
    couponCodes.join(', '),
    ...discounts.map(({ name }) => name),
    ...payments.map(({ name, ref }) => name ?? ref),
    givenBack && `-- Facture ${givenBack.saleNumber} rendue par l'avoir ${givenBack.creditNumber} --`,
    editedTotalCents !== null && '-- Lignes modifiées ici, sans effet sur la commande Web --',
    ...lateChanges,
  ]
  return lines.filter(Boolean).join('\n')
}
