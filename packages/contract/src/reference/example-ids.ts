/** The ids that the contract's own examples use: what a path names in an example is what its answer shows. */
const exampleIds: Record<string, string> = {
  account_id: 'k7w2p',
  location_id: 'k7w2p-0',
  order_id: 'm4q8zt',
  event_id: 'n3c7y',
  catalog_id: 'q9f4x',
  customer_list_id: 'p2v8d',
  customer_id: 'w5j3r',
}

/** @param parameter of a path, such as `order_id` */
export const exampleId = (parameter: string): string => exampleIds[parameter] ?? `${parameter.slice(0, 3)}4k9`
