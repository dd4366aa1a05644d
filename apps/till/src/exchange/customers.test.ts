import { expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { startConnectedTill, until } from '../connector/testing/till.ts'
import type { CustomerPage, CustomerSheet } from '../customers/wire.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import { csv, dryRun, exportFile, importFile, linesOf } from './testing.ts'

const heading =
  "Code client;Civilité;Nom;Prénom;Société;E-mail;Tél.;Portable;Adresse;Adresse suite;CP;Ville;Pays;Code d'accès;Instructions livraison;Date de naissance;Personne Morale;Accord SMS;Accord e-mail;Client bloqué;Sommeil;Facturation Hors Taxes"
const people = csv(
  'Nom;Prénom;E-mail;Portable;CP;Ville;Date de naissance;Accord SMS',
  'Petit;Nora;nora@example.com;06 12 34 56 78;59000;Lille;29/07/1990;Oui',
  'Durand;Paul;;;;;;',
)
const customer = async (till: TestTill, idcli: number) =>
  (await till.get<CustomerSheet>(`/api/customers/${idcli}`)).body.customer
const total = async (till: TestTill) => (await till.get<CustomerPage>('/api/customers')).body.total

test('customers come in, go out, and come back unchanged, as CSV and XLSX (kezia D63)', async () => {
  const till = await startTestTill()
  expect(await importFile(till, 'customers', 'clients.csv', people)).toMatchObject({
    creations: 2,
    changes: 0,
  })
  expect(await customer(till, 2)).toMatchObject({
    displayName: 'Petit Nora',
    mobile: '06 12 34 56 78',
    postalCode: '59000',
    birthDate: '1990-07-29',
    isSmsAllowed: true,
    isEmailAllowed: false,
  })
  const { bytes } = await exportFile(till, 'customers', 'csv')
  expect(linesOf(bytes)).toEqual([
    heading,
    '2;;Petit;Nora;;nora@example.com;;06 12 34 56 78;;;59000;Lille;;;;29/07/1990;Non;Oui;Non;Non;Non;Non',
    '3;;Durand;Paul;;;;;;;;;;;;;Non;Non;Non;Non;Non;Non',
  ])
  for (const format of ['csv', 'xlsx'] as const) {
    const file = await exportFile(till, 'customers', format)
    const { body } = await dryRun(till, 'customers', `clients.${format}`, new Uint8Array(file.bytes))
    expect(body).toMatchObject({ unchanged: 2, changes: 0, creations: 0, problems: [] })
  }
})

test('instructions of several lines come back as they were', async () => {
  const till = await startTestTill()
  const deliveryNotes = 'Sonner « Petit »; 2e étage\nLaisser devant la porte'
  await till.post('/api/customers', { lastName: 'Petit', civility: '', deliveryNotes })
  for (const format of ['csv', 'xlsx'] as const) {
    const file = await exportFile(till, 'customers', format)
    const { body } = await dryRun(till, 'customers', `clients.${format}`, new Uint8Array(file.bytes))
    expect([format, body]).toMatchObject([format, { unchanged: 1, changes: 0, problems: [] }])
  }
})

test('an export with someone who was anonymised comes back, too', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const { id } = hub.placeCustomer({ last_name: 'Haddad' })
  const names = async () =>
    (await till.get<CustomerPage>('/api/customers')).body.lines.map(({ displayName }) => displayName)
  await until(async () => expect(await names()).toEqual(['Haddad']))
  await importFile(till, 'customers', 'clients.csv', people)
  hub.changeCustomer(id, { anonymised: true, last_name: null })
  await until(async () => expect(await names()).toContain('Client anonymisé'))
  const { bytes } = await exportFile(till, 'customers', 'csv')
  const { body } = await dryRun(till, 'customers', 'clients.csv', new Uint8Array(bytes))
  expect(body).toMatchObject({ unchanged: 2, changes: 0, creations: 0, problems: [] })
})

test('a customer is found by code client, else by e-mail whatever its case; a column left out keeps what there is', async () => {
  const till = await startTestTill()
  await importFile(till, 'customers', 'clients.csv', people)
  const file = csv('Code client;E-mail;Ville', ';NORA@example.com;Roubaix', '3;;Tourcoing')
  expect(await importFile(till, 'customers', 'villes.csv', file)).toMatchObject({ creations: 0, changes: 2 })
  expect(await customer(till, 2)).toMatchObject({ city: 'Roubaix', firstName: 'Nora', postalCode: '59000' })
  expect(await customer(till, 3)).toMatchObject({ city: 'Tourcoing', lastName: 'Durand' })
  expect(await total(till)).toBe(2)
})

test.each([
  [['Code client;Nom', '99;X'], 2, 'Code client', 'Aucun client 99'],
  [['Code client;Nom', '2;X', '3;Y', '2;Z'], 4, 'Code client', 'déjà à la ligne 2'],
  [['Nom;E-mail', 'X;x@example.com', 'Y;X@example.com'], 3, 'E-mail', 'déjà à la ligne 2'],
  [['Nom;E-mail', 'X;not an address'], 2, 'E-mail', 'nom@exemple.fr'],
  [['Nom;Prénom', ';Nora'], 2, 'Nom', 'À remplir'],
  [['Nom;Pays', 'X;France'], 2, 'Pays', 'deux lettres'],
  [['Nom;Civilité', 'X;Sir'], 2, 'Civilité', 'Sir'],
  [['Nom;Date de naissance', 'X;30/02/1990'], 2, 'Date de naissance', '29/07/2021'],
  [['Nom;Sommeil', 'X;jamais'], 2, 'Sommeil', '« Oui » ou « Non »'],
])('%j is refused by row and column, and nothing is written', async (rows, row, column, words) => {
  const till = await startTestTill()
  await importFile(till, 'customers', 'clients.csv', people)
  const { body } = await dryRun(till, 'customers', 'c.csv', csv(...rows))
  expect(body.problems).toEqual([{ row, column, message: expect.stringContaining(words) }])
  expect(await total(till)).toBe(2)
})
