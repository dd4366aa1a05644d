/** The ids of the contract's examples, so that the path and the answer of an example have the same ids. */
const exampleIds: Record<string, string> = {
  account_id: 'k7w2p',
  location_id: 'k7w2p-0',
  order_id: 'm4q8zt',
  event_id: 'n3c7y',
  catalog_id: 'q9f4x',
  customer_list_id: 'p2v8d',
  customer_id: 'w5j3r',
  quote_id: 'u8f6b',
  category_id: 'c3n9t',
  product_id: 'r7d2k',
  sku_id: 'z4m6h',
  option_list_id: 'y2b8w',
  option_id: 'h6t3q',
  deal_id: 'd9r5v',
  discount_id: 'g5k7n',
  charge_id: 'e8w4j',
  image_id: 'f2t9c',
  loyalty_card_id: 'j6h3s',
  operation_id: 'b7q5m',
}

/** @param parameter name of a path parameter, such as `order_id` */
export const exampleId = (parameter: string): string => exampleIds[parameter] ?? `${parameter.slice(0, 3)}4k`
