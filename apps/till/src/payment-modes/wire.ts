export type PaymentKind =
  | 'cash'
  | 'cheque'
  | 'card'
  | 'transfer'
  | 'meal_voucher'
  | 'gift_voucher'
  | 'credit'
  | 'web'

export interface PaymentMode {
  /** Never changes: a hub may give it back as the reference of a payment. */
  id: number
  name: string
  kind: PaymentKind
  isLocked: boolean
  isAsleep: boolean
}
