import Type, { type Static } from 'typebox'
import { decimal, input, maybe, notes, nullable, text } from './vocabulary.ts'

const loyaltyText = () => nullable(Type.String())

/** Contract, customers §7. */
export const LoyaltyCard = Type.Object({
  id: Type.String(),
  customer_id: Type.String(),
  name: loyaltyText(),
  ref: loyaltyText(),
  balance: decimal(),
})
export type LoyaltyCard = Static<typeof LoyaltyCard>

/** Contract, customers §7: only operations change the balance (C29). */
export const LoyaltyCardCreate = input(
  { customer_id: text(), name: maybe(text()), ref: maybe(text()) },
  { lenient: true },
)
export type LoyaltyCardCreate = Static<typeof LoyaltyCardCreate>
export const LoyaltyCardUpdate = input({ name: maybe(text()), ref: maybe(text()) }, { lenient: true })
export type LoyaltyCardUpdate = Static<typeof LoyaltyCardUpdate>

/** Contract, customers §8. */
export const LoyaltyOperation = Type.Object({
  id: Type.String(),
  customer_id: Type.String(),
  created_at: Type.String(),
  order_location_id: loyaltyText(),
  order_id: loyaltyText(),
  reason: loyaltyText(),
  delta: decimal(),
  new_balance: decimal(),
})
export type LoyaltyOperation = Static<typeof LoyaltyOperation>

export const LoyaltyOperationCreate = input(
  { delta: decimal(), reason: maybe(notes()), order_id: maybe(text()) },
  { lenient: true },
)
export type LoyaltyOperationCreate = Static<typeof LoyaltyOperationCreate>

/** Contract, orders §4.7. */
export const OrderLoyaltyOperationInput = input(
  { ref: maybe(text()), name: maybe(text()), delta: decimal(), reason: maybe(notes()) },
  { lenient: true },
)
export type OrderLoyaltyOperationInput = Static<typeof OrderLoyaltyOperationInput>

export const OrderLoyaltyOperation = Type.Object({
  ref: loyaltyText(),
  name: loyaltyText(),
  delta: decimal(),
  reason: loyaltyText(),
  new_balance: decimal(),
})
export type OrderLoyaltyOperation = Static<typeof OrderLoyaltyOperation>
