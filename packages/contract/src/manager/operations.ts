import Type from 'typebox'
import {
  AccountChanges,
  CreatedAccount,
  LocationChanges,
  ManagerAccount,
  ManagerLocation,
  NewAccount,
  NewLocation,
} from './accounts.ts'
import {
  AuthorizeBody,
  AuthorizeOutcome,
  AuthorizePage,
  AvailableApp,
  PairingBody,
  PairingOutcome,
} from './authorize.ts'
import { ClientCredentials, ClientForm, DeveloperClient, DeveloperClientDetails } from './clients.ts'
import { ConnectionGroups, EndedConnections, ManagerConnection } from './connections.ts'
import { CatalogDetails, CustomerDetails, CustomersPage, CustomersQuery, DataSources, Stock } from './data.ts'
import { CatalogExportQuery, CsvFile, CustomersExportQuery, OrdersExportQuery } from './exports.ts'
import {
  ConnectionJournal,
  JournalQuery,
  OrderJournal,
  ReplayBody,
  ReplayOutcome,
  SigningSecret,
} from './journal.ts'
import { LocationSettings, LocationSettingsBody } from './location-settings.ts'
import { AccessToken, ConnectionDetails, LogDetails, LogsPage, LogsQuery } from './logs.ts'
import { Dashboard, EntityQuery, OrderDetails, OrdersPage, OrdersQuery, Sales } from './orders.ts'
import {
  AcceptInvitation,
  Invitation,
  NewPermission,
  Permission,
  PermissionChanges,
  SentPermission,
} from './permissions.ts'
import { Resource, ResourceName } from './resources.ts'
import {
  AddressLink,
  ChangePasswordBody,
  EmailAnswer,
  EmailUndo,
  EmailUndone,
  ForgotPasswordBody,
  LoginBody,
  Profile,
  ProfileChanges,
  ResetPasswordBody,
  Session,
  SignupBody,
} from './session.ts'
import { Id } from './words.ts'

const entity = '/api/:entity(accounts|locations)/:entity_id'
const EntityParams = Type.Object({
  entity: Type.Union([Type.Literal('accounts'), Type.Literal('locations')]),
  entity_id: Id,
})
const Nothing = Type.Null({ description: '204, no body' })

/**
 * Every operation. `answer` is the body of a 200; `Nothing` is a 204. `:entity` stands for `accounts` and `locations`.
 * `user: false`: also allowed without a login.
 */
export const managerOperations = {
  getSession: { method: 'GET', path: '/api/session', user: false, answer: Session },
  login: { method: 'POST', path: '/api/login', user: false, body: LoginBody, answer: Session },
  logout: { method: 'POST', path: '/api/logout', answer: Nothing },
  // Ends every session of the user, including this one; connections of apps stay.
  logoutEverywhere: { method: 'POST', path: '/api/logout-everywhere', answer: Nothing },
  signup: { method: 'POST', path: '/api/signup', user: false, body: SignupBody, answer: Session },
  // The answer is the same for known and unknown addresses.
  forgotPassword: {
    method: 'POST',
    path: '/api/password/forgot',
    user: false,
    body: ForgotPasswordBody,
    answer: Nothing,
  },
  // Reading a link does not use it.
  getPasswordReset: { method: 'GET', path: '/api/password/reset/:token', user: false, answer: EmailAnswer },
  // Ends all sessions of the user; the page then opens the login.
  resetPassword: {
    method: 'POST',
    path: '/api/password/reset/:token',
    user: false,
    body: ResetPasswordBody,
    answer: Nothing,
  },
  // This session stays; the user's other sessions end.
  changePassword: { method: 'POST', path: '/api/password/change', body: ChangePasswordBody, answer: Nothing },
  // The content of the page `/verify/:token`. Reading it has no effect (security S19).
  getAddressLink: { method: 'GET', path: '/api/verify/:token', user: false, answer: AddressLink },
  // The page's button. Needs a session of the same profile, or else answers 409 password_required.
  confirmAddress: { method: 'POST', path: '/api/verify/:token', answer: EmailAnswer },
  // The page's password form. Ends the profile's sessions and opens a new one here.
  confirmAddressByPassword: {
    method: 'POST',
    path: '/api/verify/:token/password',
    user: false,
    body: ResetPasswordBody,
    answer: Session,
  },
  // Sends the verification link again; does nothing if the address is verified.
  sendAddressLink: { method: 'POST', path: '/api/profile/verification', answer: Nothing },
  getEmailUndo: { method: 'GET', path: '/api/email-undo/:token', user: false, answer: EmailUndo },
  // Ends all sessions of the profile and removes its password.
  undoEmailChange: { method: 'POST', path: '/api/email-undo/:token', user: false, answer: EmailUndone },
  getProfile: { method: 'GET', path: '/api/profile', answer: Profile },
  updateProfile: { method: 'PATCH', path: '/api/profile', body: ProfileChanges, answer: Profile },
  // A right takes effect when its user accepts it (security S24).
  acceptPermission: {
    method: 'POST',
    path: '/api/profile/invitations/:account_id/:permission_id',
    answer: Nothing,
  },
  refusePermission: {
    method: 'DELETE',
    path: '/api/profile/invitations/:account_id/:permission_id',
    answer: Nothing,
  },

  createAccount: { method: 'POST', path: '/api/accounts', body: NewAccount, answer: CreatedAccount },
  getAccount: { method: 'GET', path: '/api/accounts/:account_id', answer: ManagerAccount },
  updateAccount: {
    method: 'PATCH',
    path: '/api/accounts/:account_id',
    body: AccountChanges,
    answer: ManagerAccount,
  },
  createLocation: {
    method: 'POST',
    path: '/api/accounts/:account_id/locations',
    body: NewLocation,
    answer: ManagerLocation,
  },
  getLocation: { method: 'GET', path: '/api/locations/:location_id', answer: ManagerLocation },
  updateLocation: {
    method: 'PATCH',
    path: '/api/locations/:location_id',
    body: LocationChanges,
    answer: ManagerLocation,
  },
  getLocationSettings: {
    method: 'GET',
    path: '/api/locations/:location_id/settings',
    answer: LocationSettings,
  },
  updateLocationSettings: {
    method: 'PATCH',
    path: '/api/locations/:location_id/settings',
    body: LocationSettingsBody,
    answer: LocationSettings,
  },

  // Everyone with access to the account or location may read the rows; changing them needs `manage_users`.
  listPermissions: {
    method: 'GET',
    path: `${entity}/permissions`,
    params: EntityParams,
    answer: Type.Array(Permission),
  },
  addPermission: {
    method: 'POST',
    path: `${entity}/permissions`,
    body: NewPermission,
    answer: SentPermission,
  },
  updatePermission: {
    method: 'PATCH',
    path: `${entity}/permissions/:permission_id`,
    body: PermissionChanges,
    answer: Permission,
  },
  // Users give up their own right with `?own=true` (the profile page), which needs no ability; else 409 own_permission.
  removePermission: {
    method: 'DELETE',
    path: `${entity}/permissions/:permission_id`,
    query: Type.Object({ own: Type.Optional(Type.Literal('true')) }),
    answer: Nothing,
  },
  resendInvitation: {
    method: 'POST',
    path: `${entity}/permissions/:permission_id/resend`,
    answer: SentPermission,
  },
  getInvitation: { method: 'GET', path: '/api/invitations/:token', user: false, answer: Invitation },
  acceptInvitation: {
    method: 'POST',
    path: '/api/invitations/:token',
    user: false,
    body: AcceptInvitation,
    answer: Session,
  },
  // For a user signed in with the verified address that the invitation was sent to.
  acceptInvitationAsUser: { method: 'POST', path: '/api/invitations/:token/accept', answer: Session },

  // This level only: a location's list does not repeat its account's.
  listCatalogs: { method: 'GET', path: `${entity}/catalogs`, answer: Type.Array(Resource) },
  createCatalog: { method: 'POST', path: `${entity}/catalogs`, body: ResourceName, answer: Resource },
  renameCatalog: { method: 'PATCH', path: `${entity}/catalogs/:id`, body: ResourceName, answer: Resource },
  deleteCatalog: { method: 'DELETE', path: `${entity}/catalogs/:id`, answer: Nothing },
  listCustomerLists: { method: 'GET', path: `${entity}/customer-lists`, answer: Type.Array(Resource) },
  createCustomerList: {
    method: 'POST',
    path: `${entity}/customer-lists`,
    body: ResourceName,
    answer: Resource,
  },
  renameCustomerList: {
    method: 'PATCH',
    path: `${entity}/customer-lists/:id`,
    body: ResourceName,
    answer: Resource,
  },
  deleteCustomerList: { method: 'DELETE', path: `${entity}/customer-lists/:id`, answer: Nothing },

  listConnections: {
    method: 'GET',
    path: '/api/connections',
    query: EntityQuery,
    answer: ConnectionGroups,
  },
  // Ended within the last 90 days.
  listEndedConnections: {
    method: 'GET',
    path: '/api/connections/ended',
    query: EntityQuery,
    answer: EndedConnections,
  },
  // The Apps of this hub, with how they can be connected to the account or location.
  listApps: { method: 'GET', path: '/api/apps', query: EntityQuery, answer: Type.Array(AvailableApp) },
  // `:account_id` is the connection's account or its location's account; access is checked as everywhere.
  blockConnection: {
    method: 'POST',
    path: '/api/accounts/:account_id/connections/:connection_id/block',
    answer: ManagerConnection,
  },
  unblockConnection: {
    method: 'POST',
    path: '/api/accounts/:account_id/connections/:connection_id/unblock',
    answer: ManagerConnection,
  },
  disconnect: {
    method: 'DELETE',
    path: '/api/accounts/:account_id/connections/:connection_id',
    answer: Nothing,
  },

  getConnection: {
    method: 'GET',
    path: '/api/accounts/:account_id/connections/:connection_id',
    answer: ConnectionDetails,
  },
  // «afficher»: a visible token can be revoked, so it is only shown to users who may disconnect (back-office §3.1).
  showAccessToken: {
    method: 'POST',
    path: '/api/accounts/:account_id/connections/:connection_id/token',
    answer: AccessToken,
  },
  listLogs: { method: 'GET', path: '/api/accounts/:account_id/logs', query: LogsQuery, answer: LogsPage },
  getLog: { method: 'GET', path: '/api/accounts/:account_id/logs/:log_id', answer: LogDetails },

  // Contract, extensions X3: the journal of a connection that has ended stays readable.
  getConnectionJournal: {
    method: 'GET',
    path: '/api/accounts/:account_id/connections/:connection_id/journal',
    query: JournalQuery,
    answer: ConnectionJournal,
  },
  getOrderJournal: {
    method: 'GET',
    path: '/api/orders/:location_id/:order_id/journal',
    answer: OrderJournal,
  },
  // For users who may block the connection; 404 if it has ended.
  replayEvents: {
    method: 'POST',
    path: '/api/accounts/:account_id/connections/:connection_id/journal/replay',
    body: ReplayBody,
    answer: ReplayOutcome,
  },
  // «Abandonner cet événement»: it is no longer pending (back-office §4.7). For users who may block the connection.
  abandonEvent: {
    method: 'POST',
    path: '/api/accounts/:account_id/connections/:connection_id/journal/:event_id/abandon',
    answer: Nothing,
  },
  // Contract, extensions X4. For users who may disconnect it.
  showSigningSecret: {
    method: 'POST',
    path: '/api/accounts/:account_id/connections/:connection_id/signing-secret',
    answer: SigningSecret,
  },
  rotateSigningSecret: {
    method: 'POST',
    path: '/api/accounts/:account_id/connections/:connection_id/signing-secret/rotation',
    answer: SigningSecret,
  },

  // The user's own clients; another user's client is 404.
  listClients: { method: 'GET', path: '/api/clients', answer: Type.Array(DeveloperClient) },
  createClient: { method: 'POST', path: '/api/clients', body: ClientForm, answer: ClientCredentials },
  getClient: { method: 'GET', path: '/api/clients/:client_id', answer: DeveloperClientDetails },
  updateClient: {
    method: 'PATCH',
    path: '/api/clients/:client_id',
    body: ClientForm,
    answer: DeveloperClientDetails,
  },
  // The token endpoint accepts the previous secret for 24 h; callbacks are signed with the new one (oauth §1).
  rotateClientSecret: { method: 'POST', path: '/api/clients/:client_id/secret', answer: ClientCredentials },
  // Also ends its connections.
  deleteClient: { method: 'DELETE', path: '/api/clients/:client_id', answer: Nothing },

  listOrders: { method: 'GET', path: '/api/orders', query: OrdersQuery, answer: OrdersPage },
  getOrder: { method: 'GET', path: '/api/orders/:location_id/:order_id', answer: OrderDetails },
  // The menus of CLIENTS and CATALOGUES.
  listDataSources: { method: 'GET', path: '/api/data-sources', query: EntityQuery, answer: DataSources },
  // A list or catalog that a location with access can use, so that the user could connect an app to it.
  listCustomers: {
    method: 'GET',
    path: '/api/accounts/:account_id/customer-lists/:list_id/customers',
    query: CustomersQuery,
    answer: CustomersPage,
  },
  getCustomer: {
    method: 'GET',
    path: '/api/accounts/:account_id/customer-lists/:list_id/customers/:customer_id',
    answer: CustomerDetails,
  },
  // For Admins of the account or location that owns the list.
  anonymiseCustomer: {
    method: 'POST',
    path: '/api/accounts/:account_id/customer-lists/:list_id/customers/:customer_id/anonymise',
    answer: CustomerDetails,
  },
  getCatalog: {
    method: 'GET',
    path: '/api/accounts/:account_id/catalogs/:catalog_id/content',
    answer: CatalogDetails,
  },
  getStock: { method: 'GET', path: '/api/locations/:location_id/inventory', answer: Stock },
  // Contract, back-office §7: for Admins only, with the page's filters; every export is recorded.
  exportOrders: {
    method: 'POST',
    path: '/api/exports/orders',
    query: OrdersExportQuery,
    answer: CsvFile,
  },
  exportCustomers: {
    method: 'POST',
    path: '/api/accounts/:account_id/customer-lists/:list_id/export',
    query: CustomersExportQuery,
    answer: CsvFile,
  },
  exportCatalog: {
    method: 'POST',
    path: '/api/accounts/:account_id/catalogs/:catalog_id/export',
    query: CatalogExportQuery,
    answer: CsvFile,
  },
  getDashboard: { method: 'GET', path: '/api/dashboard', query: EntityQuery, answer: Dashboard },
  getSales: { method: 'GET', path: '/api/sales', query: EntityQuery, answer: Sales },

  // Takes the page's query string unchanged. If the page's own GET redirects or refuses, this is 400 request_invalid.
  getAuthorizePage: { method: 'GET', path: '/api/authorize', answer: AuthorizePage },
  authorize: { method: 'POST', path: '/api/authorize', body: AuthorizeBody, answer: AuthorizeOutcome },
  // After five wrong codes: 429 too_many_attempts for 10 minutes (extensions X5).
  openPairing: { method: 'POST', path: '/api/device', body: PairingBody, answer: PairingOutcome },
} as const
