import { parseScope } from '@hub/contract'
import { createAccount, createLocation } from '@hub/hub/accounts'
import { type DatabaseSetting, openDatabase, transaction } from '@hub/hub/database'
import { migrate } from '@hub/hub/migrate'
import { migrations } from '@hub/hub/migrations'
import { byOperator, connect, createClient } from '@hub/hub/oauth'
import { createSecrets } from '@hub/hub/secrets'

export const benchSecret = 'the secret of a benchmark, of no use anywhere else'

export interface FixtureLocation {
  id: string
  /** Tokens of its two connections. */
  webshop: string
  till: string
}

export interface Fixture {
  accountId: string
  /** The first is that of `locationId`, `webshop` and `till`. */
  locations: FixtureLocation[]
  locationId: string
  catalogId: string
  webshop: string
  till: string
  /** An app of the whole account, with every right. */
  office: string
  customerListId: string
  /** Tokens of one more client's connections. */
  listeners: string[]
}

/**
 * One account with a web shop that orders and a till that listens in each location, in a database that no process has
 * open.
 */
export async function prepare(
  setting: DatabaseSetting,
  { listeners: count = 0, locations: locationCount = 1 } = {},
): Promise<Fixture> {
  const { db, close } = await openDatabase(setting)
  await migrate(db, migrations)
  const secrets = createSecrets(benchSecret)
  const place = { name: 'Lille', country: 'FR', timezone: 'Europe/Paris' }
  const account = await transaction(db, (trx) =>
    createAccount(trx, {
      name: 'Pizzeria Roma',
      currency: 'EUR',
      country: 'FR',
      firstLocation: place,
    }),
  )
  const ofLocation = 'location[orders.write,customer_list.write,catalog.write]'
  const ofAccount = 'account[orders.write,all_customer_lists.write,all_catalogs.write,inventory.write]'
  const connection = async (
    clientId: string,
    deviceId: string | null,
    { scope = ofLocation, locationId = account.locationId } = {},
  ) => {
    const { token } = await transaction(db, (trx) =>
      connect(
        trx,
        secrets,
        {
          clientId,
          scope: parseScope(scope)!,
          accountId: account.id,
          locationId: scope === ofAccount ? null : locationId,
          userId: null,
          deviceId,
          catalogId: account.catalogId,
          customerListId: account.customerListId,
        },
        byOperator,
      ),
    )
    return token
  }
  const client = (name: string) => createClient({ db, secrets, domain: 'bench' }, { name })
  const app = async (name: string, scope = ofLocation) => {
    const { clientId } = await client(name)
    return { token: await connection(clientId, null, { scope }), clientId }
  }
  const webshop = await app('Ma boutique')
  const till = await app('Ma caisse')
  const office = await app('Mon siège', ofAccount)
  const locations = [{ id: account.locationId, webshop: webshop.token, till: till.token }]
  while (locations.length < locationCount) {
    const locationId = await transaction(db, (trx) => createLocation(trx, account.id, place))
    locations.push({
      id: locationId,
      webshop: await connection(webshop.clientId, null, { locationId }),
      till: await connection(till.clientId, null, { locationId }),
    })
  }
  const { clientId: screens } = await client('Mes écrans')
  const listeners: string[] = []
  for (let made = 0; made < count; made++) listeners.push(await connection(screens, `screen-${made}`))
  await close()
  return {
    accountId: account.id,
    locations,
    locationId: account.locationId,
    catalogId: account.catalogId,
    webshop: webshop.token,
    till: till.token,
    office: office.token,
    customerListId: account.customerListId,
    listeners,
  }
}

/** An order of 4 items, about 1.5 kB, as web shops send them. */
export const orderOf4Items = JSON.stringify({
  status: 'new',
  ref: 'W-2087',
  service_type: 'delivery',
  expected_time: '2026-12-04T18:30:00+01:00',
  customer_notes: 'Sonner deux fois, le digicode est en panne depuis lundi.',
  items: [
    {
      product_name: 'Margherita',
      sku_name: 'Grande',
      sku_ref: 'MAR-G',
      price: '12.50 EUR',
      quantity: '2',
      tax_rate: '10.0',
      options: [
        { option_list_name: 'Suppléments', name: 'Olives', ref: 'OLI', price: '1.00 EUR' },
        { option_list_name: 'Retirer', name: 'Origan', removed: true },
      ],
    },
    {
      product_name: 'Quatre fromages',
      sku_name: 'Moyenne',
      sku_ref: 'QUA-M',
      price: '11.80 EUR',
      quantity: '1',
      tax_rate: '10.0',
      customer_notes: 'Bien cuite',
    },
    {
      product_name: 'Tiramisu',
      sku_ref: 'TIRA',
      price: '4.80 EUR',
      quantity: '2',
      deal_line: { deal_key: 'menu', label: 'Dessert' },
    },
    {
      product_name: 'Eau pétillante',
      sku_ref: 'EAU',
      price: '2.00 EUR',
      quantity: '1',
      deal_line: { deal_key: 'menu', label: 'Boisson' },
    },
  ],
  deals: { menu: { name: 'Menu du soir', ref: 'MENU1' } },
  discounts: [{ name: 'Bienvenue', ref: 'BVN', price_off: '3.00 EUR' }],
  charges: [{ name: 'Livraison', ref: 'LIV', price: '2.40 EUR' }],
  payments: [{ name: 'Carte', ref: 'CB', amount: '49.80 EUR' }],
  customer: {
    first_name: 'Inès',
    last_name: 'Haddad',
    phone: '+33612345678',
    email: 'ines@example.com',
    address_1: '7 rue des Fougères',
    postal_code: '59000',
    city: 'Lille',
    country: 'FR',
    delivery_notes: 'Porte bleue',
  },
})
