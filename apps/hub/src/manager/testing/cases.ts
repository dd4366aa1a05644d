import type { managerOperations } from '@hub/contract/manager'
import type { TenantIds } from '../../api/testing/tenant.ts'

/**
 * How to call an operation of the back office with given ids. Ids in its path need no case, but ids in a form or a
 * query do. `names: 'nothing'` means that it contains no id of a tenant; a comment says why.
 */
export interface ManagerCase {
  names?: 'nothing'
  /** Only the invited person can use it; see `permissions.test.ts`. */
  isForInvitee?: boolean
  query?: (ids: TenantIds) => Record<string, string>
  body?: (ids: TenantIds) => object
}

const nothing = { names: 'nothing' } as const
const ofPlace = { query: ({ account_id, location_id }: TenantIds) => ({ account_id, location_id }) }
const address = { address: null, postal_code: null, city: null }
const location = { name: 'Stolen', country: 'FR', timezone: 'Europe/Paris', ...address }
let made = 0
/** A name that is not in use yet. */
const named = { body: () => ({ name: `Stolen ${++made}` }) }

/** One per operation: a new operation does not compile without an entry. */
export const managerCases: Readonly<Record<keyof typeof managerOperations, ManagerCase>> = {
  // Concern only the current user or visitor; links are named by secrets.
  getSession: nothing,
  login: nothing,
  logout: nothing,
  logoutEverywhere: nothing,
  signup: nothing,
  forgotPassword: nothing,
  getPasswordReset: nothing,
  resetPassword: nothing,
  changePassword: nothing,
  getAddressLink: nothing,
  confirmAddress: nothing,
  confirmAddressByPassword: nothing,
  sendAddressLink: nothing,
  getEmailUndo: nothing,
  undoEmailChange: nothing,
  getProfile: nothing,
  updateProfile: nothing,
  createAccount: nothing,
  getInvitation: nothing,
  acceptInvitation: nothing,
  acceptInvitationAsUser: nothing,
  listClients: nothing,
  createClient: nothing,
  openPairing: nothing,

  acceptPermission: { isForInvitee: true },
  refusePermission: { isForInvitee: true },
  getAccount: {},
  updateAccount: { body: () => ({ name: 'Stolen', billing: { locale: 'fr-FR' } }) },
  createLocation: { body: () => location },
  getLocation: {},
  updateLocation: { body: () => ({ ...location, vat_number: null, billing_address: null }) },
  getLocationSettings: {},
  updateLocationSettings: { body: () => ({ preparation_time: 99 }) },
  listPermissions: {},
  addPermission: { body: () => ({ email: 'thief@hub.test', role: 'admin' }) },
  updatePermission: { body: () => ({ role: 'admin' }) },
  removePermission: {},
  resendInvitation: {},
  listCatalogs: {},
  createCatalog: named,
  renameCatalog: named,
  deleteCatalog: {},
  listCustomerLists: {},
  createCustomerList: named,
  renameCustomerList: named,
  deleteCustomerList: {},
  listConnections: ofPlace,
  listEndedConnections: ofPlace,
  listApps: ofPlace,
  blockConnection: {},
  unblockConnection: {},
  disconnect: {},
  getConnection: {},
  showAccessToken: {},
  listLogs: {
    query: ({ connection_id, order_id, location_id, customer_list_id, customer_id, catalog_id }) => ({
      connection_id,
      order_id,
      location_id,
      customer_list_id,
      customer_id,
      catalog_id,
    }),
  },
  getLog: {},
  getConnectionJournal: { query: ({ order_id }) => ({ order_id }) },
  getOrderJournal: {},
  replayEvents: { body: ({ event_id }) => ({ event_id }) },
  abandonEvent: {},
  showSigningSecret: {},
  rotateSigningSecret: {},
  getClient: {},
  updateClient: { body: () => ({ name: 'Stolen', redirect_uris: [] }) },
  rotateClientSecret: {},
  deleteClient: {},
  listOrders: ofPlace,
  getOrder: {},
  listDataSources: ofPlace,
  listCustomers: {},
  getCustomer: {},
  anonymiseCustomer: {},
  getCatalog: {},
  getStock: {},
  exportOrders: ofPlace,
  exportCustomers: {},
  exportCatalog: {},
  getDashboard: ofPlace,
  getSales: ofPlace,
  getAuthorizePage: { query: ({ account_id, location_id }) => ({ account_id, location_id }) },
  authorize: {
    body: ({ location_id, catalog_id, customer_list_id }) => ({ location_id, catalog_id, customer_list_id }),
  },
}
