/** The request of the contract, orders §5, as written there. */
export const contractOrder = {
  status: 'new',
  ref: 'W-2087',
  service_type: 'delivery',
  expected_time: '2025-07-04T18:30:00Z',
  items: [
    {
      product_name: 'Pad Thai',
      sku_name: 'Large',
      sku_ref: 'PT-L',
      price: '12.50 GBP',
      quantity: '2',
      options: [
        { option_list_name: 'Extras', name: 'Prawns', ref: 'PRW', price: '2.00 GBP' },
        { option_list_name: 'Remove', name: 'Peanuts', removed: true },
      ],
    },
    {
      product_name: 'Spring rolls',
      price: '4.80 GBP',
      quantity: 1,
      deal_line: { deal_key: 'lunch', label: 'Starter' },
    },
    {
      product_name: 'Iced tea',
      price: '1.00 GBP',
      quantity: '1',
      deal_line: { deal_key: 'lunch', label: 'Drink' },
    },
  ],
  deals: { lunch: { name: 'Starter + drink', ref: 'LD1' } },
  discounts: [{ name: 'Welcome', ref: 'WLC', price_off: '3.00 GBP' }],
  charges: [{ name: 'Delivery zone 2', ref: 'DZ2', price: '2.40 GBP' }],
  payments: [{ name: 'Card', ref: 'CB', amount: '34.20 GBP' }],
  customer: { first_name: 'Ines', phone: '+447700900123' },
}
