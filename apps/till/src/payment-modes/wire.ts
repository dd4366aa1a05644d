/** What a mode is; `cash` alone gives change. */
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
  /** Never changes: a hub may give it back as the reference of a payment. */
  id: number
  name: string
  kind: PaymentKind
  isLocked: boolean
  isAsleep: boolean
  /** «Code Compta», empty when there is none. */
  accountingCode: string
  /** «Tiroir»: the drawer opens when it is used. */
  opensDrawer: boolean
  /** «Type TPE»: the terminal that it is taken on, empty when there is none. Nothing drives it. */
  terminalType: string
}

/** What may be changed of a mode; its kind is chosen once, when it is created. */
export interface PaymentModeForm
  extends Pick<PaymentMode, 'name' | 'isAsleep' | 'accountingCode' | 'opensDrawer' | 'terminalType'> {
  kind?: PaymentKind
}
