import { callbacksReference } from './callbacks.ts'
import { catalogPartsReference } from './catalog-parts.ts'
import { catalogsReference } from './catalogs.ts'
import { customersReference } from './customers.ts'
import { deliveriesReference } from './deliveries.ts'
import { imagesReference } from './images.ts'
import { inventoriesReference } from './inventories.ts'
import { loyaltyReference } from './loyalty.ts'
import { ordersReference } from './orders.ts'
import { placesReference } from './places.ts'

export { exampleId } from './example-ids.ts'
export { examples } from './examples.ts'
export { type OperationReference, type Tag, tags } from './operation-reference.ts'

/** Each operation is in exactly one of them. */
export const referenceParts = [
  ordersReference,
  deliveriesReference,
  callbacksReference,
  catalogsReference,
  catalogPartsReference,
  imagesReference,
  inventoriesReference,
  customersReference,
  loyaltyReference,
  placesReference,
]

/** Every operation of the API with its schemas, description and example, for both the API reference and the client. */
export const reference = {
  ...ordersReference,
  ...deliveriesReference,
  ...callbacksReference,
  ...catalogsReference,
  ...catalogPartsReference,
  ...imagesReference,
  ...inventoriesReference,
  ...customersReference,
  ...loyaltyReference,
  ...placesReference,
} as const
