import { weekdays } from '@hub/contract'
import { managerOperations } from '@hub/contract/manager'
import { always, type Bodies, type BodyCase, kB, long, times } from './case.ts'

type ManagerOperationId = keyof typeof managerOperations
type OperationWithBody = {
  [I in ManagerOperationId]: (typeof managerOperations)[I] extends { body: unknown } ? I : never
}[ManagerOperationId]
type Form = Pick<Bodies, 'largest' | 'params'>

const name = long(255)
const address = { address: name, postal_code: name, city: name }
const password = 'x'.repeat(128)
const email = `${'a'.repeat(240)}@example.fr`
const person = { first_name: name, last_name: name, locale: 'fr-FR' }
const place = { name, country: 'FR', timezone: 'Europe/Paris', ...address }
const newName: Form = { largest: (_, turn) => JSON.stringify({ name: `${turn} ${long(200)}` }) }
const client: Form = {
  largest: (_, turn) =>
    JSON.stringify({
      name: `${turn} ${long(200)}`,
      redirect_uris: times(30, (index) => `https://a.example/${index}/${'x'.repeat(2000)}`),
    }),
}
const quarters = times(10, (hour) => ({ from: `${10 + hour}:00`, to: `${10 + hour}:45` }))

/** Every form of the back office: an operation that is missing here does not compile. */
const forms: Record<OperationWithBody, Form> = {
  login: { largest: always({ email, password }) },
  signup: { largest: always({ ...person, email, password }) },
  forgotPassword: { largest: always({ email }) },
  resetPassword: { largest: always({ password }) },
  changePassword: { largest: always({ current_password: 'x'.repeat(60_000), password }) },
  confirmAddressByPassword: { largest: always({ password }) },
  updateProfile: { largest: always(person) },
  createAccount: { largest: always({ ...place, location_name: name, currency: 'EUR' }) },
  updateAccount: {
    largest: always({ name, billing: { vat_number: name, country: 'FR', ...address, locale: 'fr-FR' } }),
  },
  createLocation: { largest: always(place) },
  updateLocation: {
    largest: always({ ...place, vat_number: name, billing_address: { ...address, country: 'FR' } }),
  },
  updateLocationSettings: {
    largest: always({ opening_hours: Object.fromEntries(weekdays.map((day) => [day, quarters])) }),
  },
  addPermission: { largest: always({ email, role: 'manager' }) },
  updatePermission: { largest: always({ role: 'manager' }) },
  acceptInvitation: { largest: always({ ...person, password }) },
  createCatalog: newName,
  renameCatalog: { ...newName, params: ({ catalogId }) => ({ id: catalogId }) },
  createCustomerList: newName,
  renameCustomerList: { ...newName, params: ({ customerListId }) => ({ id: customerListId }) },
  replayEvents: { largest: always({ from: '2026-01-01T00:00:00+00:00', to: '2026-01-02T00:00:00+00:00' }) },
  createClient: client,
  updateClient: client,
  authorize: { largest: always({ request: 'x'.repeat(60_000), decision: 'allow' }) },
  openPairing: { largest: always({ user_code: 'X'.repeat(40) }) },
}

/** @param name of the operation, as in managerOperations */
const caseOf = (name: ManagerOperationId, bodies: Bodies): BodyCase => {
  const { method, path } = managerOperations[name]
  return { ...bodies, id: `manager ${name}`, method, path, caller: 'manager' }
}

const formNames = Object.keys(forms) as OperationWithBody[]
export const managerCases: BodyCase[] = formNames.map((name) =>
  caseOf(name, { ...forms[name], maxBytes: 64 * kB }),
)

/** Answers without a body to read: the largest ones. */
export const managerReads: BodyCase[] = [
  read('getCatalog'),
  read('exportCatalog'),
  read('getStock'),
  read('listOrders', '?account_id=:account_id'),
  read('exportOrders', '?account_id=:account_id'),
  read('getOrder'),
]

function read(name: ManagerOperationId, query = ''): BodyCase {
  const one = caseOf(name, { maxBytes: 0, largest: () => '' })
  return { ...one, path: one.path + query }
}
