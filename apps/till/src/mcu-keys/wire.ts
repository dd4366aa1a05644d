/**
 * The actions of a programmable key of CAISSE; «Commandes Web» is assigned in W-4 instead (contract, kezia W-4, W-6).
 */
export const mcuActions = [
  'web-order-settings',
  'orders',
  'new-order',
  'customers',
  'article-selection',
  'stock',
  'journals',
  'drawer',
  'last-ticket',
] as const
export type McuAction = (typeof mcuActions)[number]

/** MCU 1 … MCU 6. */
export const mcuNumbers = [1, 2, 3, 4, 5, 6] as const

export interface McuKeys {
  /** Starting with MCU 1; null for a free key. */
  actions: (McuAction | null)[]
}
