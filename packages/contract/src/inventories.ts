import Type, { type Static } from 'typebox'
import { input, maybe, nullable, stock, time } from './vocabulary.ts'

/** Keys of which an entry in a request has exactly one. Ids are the older form (contract, catalogs §15). */
export const inventorySelectors = ['sku_ref', 'option_ref', 'sku_id', 'option_id'] as const
export type InventorySelector = (typeof inventorySelectors)[number]

const selector = () => maybe(Type.String())
/** An entry of PUT and PATCH. A null `stock` means unlimited supply; a missing one is refused. */
export const InventoryEntryInput = input({
  sku_ref: selector(),
  option_ref: selector(),
  sku_id: selector(),
  option_id: selector(),
  stock: nullable(stock()),
  expires_at: maybe(time()),
})
export type InventoryEntryInput = Static<typeof InventoryEntryInput>

/** Contract, catalogs §15: has one of the two refs. Only the answer to a PATCH has entries without stock. */
export const InventoryEntry = Type.Object(
  {
    sku_ref: Type.Optional(Type.String()),
    option_ref: Type.Optional(Type.String()),
    stock: nullable(stock()),
    expires_at: nullable(time()),
  },
  { additionalProperties: false },
)
export type InventoryEntry = Static<typeof InventoryEntry>
export const Inventory = Type.Array(InventoryEntry)
