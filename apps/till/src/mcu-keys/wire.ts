/** What a programmable key of CAISSE does; «Commandes Web» is bound in W-4 (contract, kezia W-4, W-6). */
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
export type McuNumber = (typeof mcuNumbers)[number]

export interface McuKeys {
  /** From MCU 1 on; null is free. */
  actions: (McuAction | null)[]
}
