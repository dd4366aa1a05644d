/** The kinds of payment modes; only `cash` gives change. */
export const paymentKinds = [
  'cash',
  'cheque',
  'card',
  'transfer',
  'meal_voucher',
  'gift_voucher',
  'credit',
  'web',
] as const
export type PaymentKind = (typeof paymentKinds)[number]

export interface PaymentMode {
  /** Never changes: a hub may return it as the reference of a payment. */
  id: number
  name: string
  kind: PaymentKind
  isLocked: boolean
  isAsleep: boolean
  /** «Code Compta», empty when there is none. */
  accountingCode: string
  /** «Tiroir»: using the mode opens the drawer. */
  opensDrawer: boolean
  /** «Type TPE»: the card terminal used, as free text; empty without one. For information only. */
  terminalType: string
}

/** The editable fields of a mode; `kind` is only used at creation. */
export interface PaymentModeForm
  extends Pick<PaymentMode, 'name' | 'isAsleep' | 'accountingCode' | 'opensDrawer' | 'terminalType'> {
  kind?: PaymentKind
}
