import Type from 'typebox'
import { Inventory, InventoryEntryInput } from '../inventories.ts'
import type { ReferencePart } from './operation-reference.ts'

const selection =
  'An entry is about the skus, or the options, of one ref, in every catalog that the location can use; no entry is unlimited supply. Entries about refs that are not in the catalog are ignored.'

export const inventoriesReference = {
  'inventory.get': {
    tag: 'Inventories',
    summary: 'Get the inventory of a location',
    description: `The stock of what the catalog contains: skus, then options, in its order. ${selection}`,
    answer: Inventory,
    example: {},
  },
  'inventory.replace': {
    tag: 'Inventories',
    summary: 'Replace the inventory of a location',
    description: `What is not sent becomes unlimited; the whole inventory is the answer. ${selection} Listeners get \`inventory.update\` when something changed.`,
    body: Type.Array(InventoryEntryInput),
    answer: Inventory,
    example: { body: [{ sku_ref: 'MARG-L', stock: '12' }] },
  },
  'inventory.patch': {
    tag: 'Inventories',
    summary: 'Change some stock of a location',
    description: `Only the entries sent are changed, and answered; a \`stock\` of null makes unlimited, and a stock of 0 may have an \`expires_at\` at which the item is available again. ${selection} Listeners get \`inventory.patch\` with what changed.`,
    body: Type.Array(InventoryEntryInput),
    answer: Inventory,
    example: { body: [{ sku_ref: 'MARG-L', stock: '0', expires_at: '2126-03-03T11:00:00+01:00' }] },
  },
} as const satisfies ReferencePart
