/** Wire shapes, from the contract. */
export type * from '@hub/contract'
