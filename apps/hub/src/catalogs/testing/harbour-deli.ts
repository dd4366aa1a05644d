/** The upload of contract, catalogs §3, verbatim, with the deal of §9 and one item of each other kind. */
export const harbourDeli = {
  variants: [{ ref: 'platforms', name: 'Delivery platforms' }],
  categories: [
    { ref: 'FOOD', name: 'Food' },
    { ref: 'WRAPS', parent_ref: 'FOOD', name: 'Wraps', tags: ['lunch'] },
  ],
  products: [
    {
      ref: 'P-FALAFEL',
      category_ref: 'WRAPS',
      name: 'Falafel wrap',
      tax_rate: { delivery: '10.0', collection: '5.5', eat_in: '10.0' },
      nutrition: { allergens: ['gluten_wheat', 'sesame_seeds'] },
      skus: [
        {
          ref: 'FAL-STD',
          price: '7.40 EUR',
          price_overrides: [{ variant_refs: ['platforms'], price: '8.90 EUR' }],
          option_list_refs: ['SAUCES'],
          barcodes: ['4006381333931'],
        },
      ],
    },
    {
      category_ref: 'FOOD',
      name: 'Lemonade',
      skus: [
        { ref: 'LEMONADE', name: 'Small', price: '2.00 EUR' },
        { ref: 'SMOOTHIE', name: 'Large', price: '3.00 EUR', custom_fields: { cold: true } },
      ],
    },
  ],
  option_lists: [
    {
      ref: 'SAUCES',
      name: 'Choose a sauce',
      min_selections: 0,
      max_selections: 2,
      options: [
        { ref: 'TAHINI', name: 'Tahini', price: '0.00 EUR', default: true },
        { ref: 'HARISSA', name: 'Harissa', price: '0.40 EUR' },
        { name: 'None' },
      ],
    },
    { ref: 'BREAD', name: 'Bread', type: 'single', options: [{ name: 'White' }] },
  ],
  deals: [
    {
      ref: 'LUNCH',
      category_ref: 'FOOD',
      name: 'Wrap + drink',
      restrictions: { dow: '12345--', end_time: '15:00', enabled: true, start_date: null },
      lines: [
        { label: 'Wrap', skus: [{ ref: 'FAL-STD' }], pricing_effect: 'unchanged' },
        {
          label: 'Drink',
          skus: [{ ref: 'LEMONADE' }, { ref: 'SMOOTHIE', extra_charge: '1.20 EUR' }],
          pricing_effect: 'fixed_price',
          pricing_value: '1.00 EUR',
        },
        { skus: [{ ref: 'LEMONADE' }], pricing_effect: 'free' },
      ],
    },
  ],
  discounts: [
    {
      ref: 'TEN',
      name: 'Ten percent',
      pricing_effect: 'percentage_off',
      pricing_value: '10.0',
      coupon_codes: ['A', 'B', 'A'],
      restrictions: { enabled: false, variant_refs: [], max_per_order: '1' },
    },
  ],
  charges: [{ ref: 'DEL', name: 'Delivery', type: 'delivery' }],
}
