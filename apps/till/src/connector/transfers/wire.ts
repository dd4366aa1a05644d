/** What «E/S» sends or reads besides the catalogue. */
export const transferKinds = ['customers', 'receive', 'receiveAll'] as const
/** Started by its name alone; `invoices`, `orders` and `status` take parameters. */
export type StartableKind = (typeof transferKinds)[number]
export type TransferKind = StartableKind | 'invoices' | 'orders' | 'status'

export interface Outcome {
  /** Elements that the hub took, or that are new or changed here. */
  sent: number
  errors: string[]
  warnings: string[]
}

/** The running transfer, or the last one since the till started. */
export interface Transfer extends Outcome {
  state: 'idle' | 'running' | 'done'
  kind: TransferKind
  done: number
  /** Null when it is not known beforehand. */
  total: number | null
}

export type Show = (change: Partial<Pick<Transfer, 'done' | 'total' | 'sent'>>) => void
