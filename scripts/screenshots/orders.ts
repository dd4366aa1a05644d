// The orders of a believable evening, as the platforms and the shop's own site send them.

const minuteMs = 60_000
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * minuteMs).toISOString()
const euros = (cents: number) => `${(cents / 100).toFixed(2)} EUR`

/** Name and price in cents of articles of the till's demo set, by IDART. */
const menu = {
  1: ['Margherita', 1200],
  2: ['Regina', 1350],
  3: ['Quatre fromages', 1450],
  4: ['Calzone', 1420],
  5: ['Végétarienne', 1380],
  11: ['Cola 33 cl', 280],
  12: ['Limonade 33 cl', 280],
  14: ['Chianti 75 cl', 1900],
  15: ['Tiramisu', 550],
  16: ['Panna cotta', 490],
} as const satisfies Record<number, [name: string, cents: number]>
type Idart = keyof typeof menu

interface Option {
  name: string
  ref: string
  cents: number
}
const olives: Option = { name: 'Olives', ref: '7', cents: 80 }
const mozzarella: Option = { name: 'Mozzarella', ref: '8', cents: 150 }

const item = (idart: Idart, quantity = 1, ...options: Option[]) => ({
  product_name: menu[idart][0],
  sku_ref: String(idart),
  price: euros(menu[idart][1]),
  quantity: String(quantity),
  options: options.map(({ name, ref, cents }) => ({
    option_list_name: 'Suppléments',
    name,
    ref,
    price: euros(cents),
  })),
})

export interface DemoOrder {
  app: 'Uber Eats' | 'Deliveroo' | 'LivePepper' | 'Ma boutique'
  placedMinutesAgo: number
  /** As far as it has come. */
  status: 'received' | 'accepted' | 'in_preparation' | 'awaiting_collection' | 'in_delivery' | 'completed'
  /** Paid in full, or promised in cash. */
  payment: 'online' | 'cash'
  body: Record<string, unknown>
}

const customer = (first_name: string, last_name: string, phone: string, address_1?: string) => ({
  first_name,
  last_name,
  phone,
  ...(address_1 === undefined ? {} : { address_1, postal_code: '59800', city: 'Lille' }),
})
const deliveryFee = [{ name: 'Frais de livraison', ref: 'PORT', price: '2.50 EUR' }]

/** Oldest first. */
export const demoOrders: DemoOrder[] = [
  {
    app: 'Uber Eats',
    placedMinutesAgo: 74,
    status: 'completed',
    payment: 'online',
    body: {
      service_type: 'delivery',
      expected_time: inMinutes(-31),
      collection_code: 'A7C2',
      items: [item(2), item(11, 2)],
      customer: customer('Chloé', 'Marchand', '+33612345601'),
    },
  },
  {
    app: 'Ma boutique',
    placedMinutesAgo: 52,
    status: 'in_delivery',
    payment: 'online',
    body: {
      ref: 'W-2086',
      service_type: 'delivery',
      expected_time: inMinutes(4),
      items: [item(3, 1, olives), item(14), item(15, 2)],
      charges: deliveryFee,
      customer: customer('Hugo', 'Lefebvre', '+33612345602', '8 rue Esquermoise'),
    },
  },
  {
    app: 'Deliveroo',
    placedMinutesAgo: 41,
    status: 'awaiting_collection',
    payment: 'online',
    body: {
      service_type: 'collection',
      expected_time: inMinutes(6),
      collection_code: '4481',
      items: [item(4), item(12)],
      customer: customer('Inès', 'Benali', '+33612345603'),
    },
  },
  {
    app: 'LivePepper',
    placedMinutesAgo: 28,
    status: 'in_preparation',
    payment: 'cash',
    body: {
      ref: '12088604',
      service_type: 'collection',
      expected_time: inMinutes(17),
      items: [item(5), item(1, 1, mozzarella), item(16)],
      discounts: [{ name: 'Fidélité', price_off: '3.00 EUR' }],
      seller_notes: 'Bien cuite',
      customer: customer('Paul', 'Dubois', '+33612345604'),
    },
  },
  {
    app: 'Ma boutique',
    placedMinutesAgo: 19,
    status: 'accepted',
    payment: 'online',
    body: {
      ref: 'W-2087',
      service_type: 'delivery',
      expected_time: inMinutes(29),
      items: [item(1, 2, olives, mozzarella), item(2), item(11, 3)],
      charges: deliveryFee,
      discounts: [{ name: 'Bienvenue', price_off: '5.00 EUR' }],
      customer_notes: 'Sonner deux fois, deuxième étage.',
      customer: {
        ...customer('Camille', 'Rousseau', '+33612345605', '41 rue de Gand'),
        email: 'camille@example.com',
      },
    },
  },
  {
    app: 'Uber Eats',
    placedMinutesAgo: 7,
    status: 'received',
    payment: 'online',
    body: {
      service_type: 'delivery',
      expected_time: inMinutes(33),
      collection_code: 'F31B',
      items: [item(3), item(4), item(15, 2)],
      customer: customer('Jules', 'Moreau', '+33612345606'),
    },
  },
  {
    app: 'LivePepper',
    placedMinutesAgo: 4,
    status: 'received',
    payment: 'cash',
    body: {
      ref: '12088610',
      service_type: 'delivery',
      expected_time: inMinutes(38),
      items: [item(1, 1, olives), item(5), item(16, 2)],
      charges: deliveryFee,
      customer_notes: 'Sans oignon si possible.',
      customer: customer('Nora', 'Petit', '+33612345607', '3 place Rihour'),
    },
  },
]

/** The one that rings while the home screen is shown. */
export const ringingOrder: DemoOrder = {
  app: 'Deliveroo',
  placedMinutesAgo: 0,
  status: 'received',
  payment: 'online',
  body: {
    service_type: 'collection',
    expected_time: inMinutes(25),
    collection_code: '4492',
    items: [item(2), item(12)],
    customer: customer('Sacha', 'Girard', '+33612345608'),
  },
}
