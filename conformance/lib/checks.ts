import type { OwnWorld, World } from './world.ts'

/** The contract files whose acceptance checks speak of the API, in the order of the report. */
export const files = [
  'general',
  'oauth',
  'accounts',
  'callbacks',
  'orders',
  'customers',
  'catalogs',
  'extensions',
] as const
export type ContractFile = (typeof files)[number]

/** One acceptance check of the contract. */
export interface Check {
  /** File and number, `orders 15.3`; a check that is told in parts has a letter, `orders 15.3b`. */
  tag: string
  file: ContractFile
  title: string
  /** Only for a hub that the run starts by itself: its clock and settings are in the check's hands. */
  needsOwnHub: boolean
  /** Throws what differs from the contract. */
  run(world: OwnWorld): Promise<void>
}

export interface Checks {
  /** A check that any hub passes, over HTTP alone. */
  check(number: string, title: string, run: (world: World) => Promise<void>): void
  /** A check that needs the hub's clock, settings or processes. */
  ownCheck(number: string, title: string, run: (world: OwnWorld) => Promise<void>): void
  readonly list: readonly Check[]
}

/** The checks of one contract file. */
export function checksOf(file: ContractFile): Checks {
  const list: Check[] = []
  const add =
    (needsOwnHub: boolean) => (number: string, title: string, run: (world: OwnWorld) => Promise<void>) =>
      void list.push({ tag: `${file} ${number}`, file, title, needsOwnHub, run })
  return { check: add(false), ownCheck: add(true), list }
}
