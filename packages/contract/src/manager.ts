/**
 * The JSON API behind the back office's pages, served by the hub under `/api` beside the public API.
 *
 * Rules that hold for every operation:
 * - The session is a cookie (contract, back-office §2.1). `GET /api/session` answers anyone and gives the CSRF
 *   token, bound to that session; every other method than GET sends it as `X-CSRF-Token`, login and sign-up
 *   included. Missing or foreign: 403 `csrf`, nothing is done. The token changes at login, sign-up and logout.
 * - Not signed in where a user is needed: 401 `unauthenticated`. An account or location (or anything in it) that
 *   the user has no right on: 404 `not_found`. Seen, but the action is not his: 403 `forbidden` (back-office §1).
 * - A refusal is a `ManagerRefusal`. Pages translate `code`; `message` is an English sentence for the codes they do
 *   not know. Field names are paths in the body (`billing.vat_number`).
 * - POSTs that create (accounts, locations, permissions, catalogs, customer lists) carry an `Idempotency-Key`, one
 *   per opened form: a repeat by the same user gets the first answer again and creates nothing (back-office §10.10).
 * - Text is trimmed by the server; `""` for an optional text means null. Unknown keys are refused (422).
 * - Ids, Money (`"12.50 EUR"`) and Time (`2026-03-14T21:30:00+01:00`) are those of the public API. Times are in the
 *   zone of the location, or of the account's first location where several are shown.
 * - Answers are `Cache-Control: no-store`.
 */
import Type, { type Static, type TSchema } from 'typebox'
import { JournalEvent } from './callbacks.ts'

const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Id = Type.String({ minLength: 1 })
const Time = Type.String()
const Money = Type.String()
const OptionalText = Type.Optional(Nullable(Type.String({ maxLength: 255 })))
const Named = Type.Object({ id: Id, name: Type.String() })
export type Named = Static<typeof Named>

// ---------------------------------------------------------------- refusals

/** What is wrong with one field; each has its sentence in the pages' two languages. */
export const FieldCode = Type.Union([
  Type.Literal('blank'),
  Type.Literal('too_long'),
  Type.Literal('invalid'),
  Type.Literal('invalid_email'),
  Type.Literal('taken'), // an e-mail that has a profile (sign-up), a catalog's or list's name already used
  Type.Literal('unknown'), // no such country, time zone, currency, or a choice that is not among those offered
  Type.Literal('invalid_vat_number'),
  Type.Literal('invalid_device_id'), // oauth §8
  Type.Literal('wrong_password'), // the current one, when changing it
  Type.Literal('password_too_short'), // under 8 characters (back-office §2.2)
  Type.Literal('password_too_long'), // over 128
  Type.Literal('password_too_common'),
  Type.Literal('password_is_email'),
])
export type FieldCode = Static<typeof FieldCode>

export const RefusalCode = Type.Union([
  Type.Literal('validation_failed'), // 422, with `errors`
  Type.Literal('unauthenticated'), // 401
  Type.Literal('wrong_credentials'), // 401, login: the same for an unknown e-mail and a wrong password
  Type.Literal('too_many_attempts'), // 429, with Retry-After and `retry_after`
  Type.Literal('csrf'), // 403
  Type.Literal('forbidden'), // 403
  Type.Literal('not_found'), // 404
  Type.Literal('last_admin'), // 409: the account would be left without any Admin
  Type.Literal('own_permission'), // 409: one's own right is given up from the profile only (back-office §3.4)
  Type.Literal('in_use'), // 409, with `used_by`: names of the connections tied to the catalog or list
  Type.Literal('last_one'), // 409: the account's last catalog or customer list
  Type.Literal('link_dead'), // 410: reset, invitation or verification link unknown, used, withdrawn or expired
  Type.Literal('suspended'), // 409: authorising on a suspended account or location
  Type.Literal('request_expired'), // 410: authorisation page left open too long, out-of-band client (oauth §4)
  Type.Literal('request_invalid'), // 400: query of the page altered; `message` says what
  Type.Literal('internal'), // 500
])
export type RefusalCode = Static<typeof RefusalCode>

export const ManagerRefusal = Type.Object({
  code: RefusalCode,
  message: Type.String(),
  errors: Type.Optional(
    Type.Array(Type.Object({ field: Type.String(), code: FieldCode, message: Type.String() })),
  ),
  used_by: Type.Optional(Type.Array(Type.String())),
  retry_after: Type.Optional(Type.Integer({ description: 'seconds' })),
})
export type ManagerRefusal = Static<typeof ManagerRefusal>

// ---------------------------------------------------------------- session and profile

export const Role = Type.Union([Type.Literal('admin'), Type.Literal('manager')])
export type Role = Static<typeof Role>

/** Correspondence language: that of the mails, and of the pages until another is chosen. */
export const ProfileLocale = Type.Union([Type.Literal('fr-FR'), Type.Literal('en-GB')])
export type ProfileLocale = Static<typeof ProfileLocale>

/** What this user may do on an account or location (back-office §3.1); seeing it goes without saying. */
export const Abilities = Type.Object({
  edit: Type.Boolean(),
  add_location: Type.Boolean({ description: 'accounts only; false on a location' }),
  manage_users: Type.Boolean(),
  connect: Type.Boolean(),
  block: Type.Boolean(),
  disconnect: Type.Boolean(),
  manage_resources: Type.Boolean({ description: 'create, rename, delete its catalogs and customer lists' }),
})
export type Abilities = Static<typeof Abilities>

export const SessionLocation = Type.Object({
  id: Id,
  name: Type.String(),
  timezone: Type.String({ description: 'IANA name' }),
  suspended: Type.Boolean(),
  role: Role,
  abilities: Abilities,
})
export type SessionLocation = Static<typeof SessionLocation>

export const SessionAccount = Type.Object({
  id: Id,
  name: Type.String(),
  currency: Type.String(),
  suspended: Type.Boolean(),
  role: Nullable(Role), // null: rights on the listed locations only; then the account's own pages are 404
  abilities: Nullable(Abilities),
  locations: Type.Array(SessionLocation), // those within reach, by number
})
export type SessionAccount = Static<typeof SessionAccount>

export const SessionUser = Type.Object({
  id: Id,
  first_name: Type.String(),
  last_name: Type.String(),
  email: Type.String(),
  email_verified: Type.Boolean(),
  locale: ProfileLocale,
})
export type SessionUser = Static<typeof SessionUser>

/** An open problem, shown above the title of every page of that account or location. */
export const Banner = Type.Object({
  code: Type.Union([Type.Literal('suspended'), Type.Literal('vat_number_missing')]),
  account_id: Id,
  location_id: Nullable(Id),
})
export type Banner = Static<typeof Banner>

export const Session = Type.Object({
  csrf: Type.String(),
  user: Nullable(SessionUser),
  accounts: Type.Array(SessionAccount), // by name; empty when nobody is signed in
  banners: Type.Array(Banner),
})
export type Session = Static<typeof Session>

const Email = Type.String({ maxLength: 255 })
const Password = Type.String({ description: '8 to 128 characters, checked as in back-office §2.2' })
const PersonName = Type.String({ minLength: 1, maxLength: 255 })

export const LoginBody = Type.Object({ email: Email, password: Type.String() })
export type LoginBody = Static<typeof LoginBody>

export const SignupBody = Type.Object({
  first_name: PersonName,
  last_name: PersonName,
  email: Email,
  password: Password,
  locale: ProfileLocale,
})
export type SignupBody = Static<typeof SignupBody>

export const ForgotPasswordBody = Type.Object({ email: Email })
export const ResetPasswordBody = Type.Object({ password: Password })
export const ChangePasswordBody = Type.Object({ current_password: Type.String(), password: Password })
export type ChangePasswordBody = Static<typeof ChangePasswordBody>
export const EmailAnswer = Type.Object({ email: Type.String() })
export type EmailAnswer = Static<typeof EmailAnswer>

export const ProfilePermission = Type.Object({
  id: Id,
  account: Named,
  location: Nullable(Named), // null: the whole account
  role: Role,
})
export const Profile = Type.Object({
  first_name: Type.String(),
  last_name: Type.String(),
  email: Type.String(),
  email_verified: Type.Boolean(),
  locale: ProfileLocale,
  permissions: Type.Array(ProfilePermission),
})
export type Profile = Static<typeof Profile>
export type ProfilePermission = Static<typeof ProfilePermission>
export const ProfileChanges = Type.Object({
  first_name: PersonName,
  last_name: PersonName,
  locale: ProfileLocale,
})
export type ProfileChanges = Static<typeof ProfileChanges>

// ---------------------------------------------------------------- accounts and locations

const Name = Type.String({ minLength: 1, maxLength: 255 })
const Country = Type.String({ description: 'ISO 3166-1 alpha-2' })
const Timezone = Type.String({ description: 'IANA name' })
const address = { address: OptionalText, postal_code: OptionalText, city: OptionalText }
const addressOut = {
  address: Nullable(Type.String()),
  postal_code: Nullable(Type.String()),
  city: Nullable(Type.String()),
}

export const AccountBilling = Type.Object({
  vat_number: Nullable(Type.String()),
  country: Nullable(Country),
  ...addressOut,
  locale: ProfileLocale,
})
export type AccountBilling = Static<typeof AccountBilling>

export const ManagerAccount = Type.Object({
  id: Id,
  name: Type.String(),
  currency: Type.String(),
  timezone: Timezone, // the first location's
  suspended: Type.Boolean(),
  billing: AccountBilling,
  locations: Type.Array(Named), // by number
  abilities: Abilities,
})
export type ManagerAccount = Static<typeof ManagerAccount>

/** Creates the account, its location 0, one catalog and one customer list named after it, and the Admin right. */
export const NewAccount = Type.Object({
  name: Name,
  location_name: Name,
  country: Country,
  timezone: Timezone,
  currency: Type.String({ description: 'ISO 4217; never changes afterwards' }),
  ...address,
})
export type NewAccount = Static<typeof NewAccount>
export const CreatedAccount = Type.Object({ account_id: Id, location_id: Id })
export type CreatedAccount = Static<typeof CreatedAccount>

export const AccountChanges = Type.Object({
  name: Name,
  billing: Type.Object({
    vat_number: OptionalText,
    country: Type.Optional(Nullable(Country)),
    ...address,
    locale: ProfileLocale,
  }),
})
export type AccountChanges = Static<typeof AccountChanges>

const BillingAddress = Type.Object({ ...addressOut, country: Nullable(Country) })

export const ManagerLocation = Type.Object({
  id: Id,
  name: Type.String(),
  account: Named,
  account_visible: Type.Boolean({ description: 'whether the account page may be opened' }),
  country: Country,
  timezone: Timezone,
  ...addressOut,
  vat_number: Nullable(Type.String()),
  billing_address: Nullable(BillingAddress), // null: the same as the location's
  billing_locale: ProfileLocale, // the account's
  suspended: Type.Boolean(),
  abilities: Abilities,
})
export type ManagerLocation = Static<typeof ManagerLocation>

export const NewLocation = Type.Object({ name: Name, country: Country, timezone: Timezone, ...address })
export type NewLocation = Static<typeof NewLocation>

export const LocationChanges = Type.Object({
  name: Name,
  country: Country,
  timezone: Timezone,
  ...address,
  vat_number: OptionalText,
  billing_address: Nullable(Type.Object({ ...address, country: Type.Optional(Nullable(Country)) })),
})
export type LocationChanges = Static<typeof LocationChanges>

// ---------------------------------------------------------------- permissions and invitations

/** A row of the card «Permissions» (back-office §3.4). */
export const Permission = Type.Object({
  id: Id,
  status: Type.Union([Type.Literal('active'), Type.Literal('invited')]),
  name: Nullable(Type.String()), // full name, null while invited
  email: Type.String(),
  role: Role,
  inherited: Type.Boolean({ description: 'on a location: a right on its account; shown, not editable here' }),
  is_self: Type.Boolean(),
})
export type Permission = Static<typeof Permission>

/** Adding an address that has a row replaces its role. */
export const NewPermission = Type.Object({ email: Email, role: Role })
export type NewPermission = Static<typeof NewPermission>
export const PermissionChanges = Type.Object({ role: Role })

/**
 * An open invitation. Accepting sets names and password and signs in. Where a profile with that address exists but
 * was never verified, the link proves who owns the address: accepting replaces that profile's names and password
 * and ends its sessions, so that whoever signed up first with a foreign address gains nothing.
 */
export const Invitation = Type.Object({
  email: Type.String(),
  entity: Type.String({ description: 'as shown: `Fast Pizza - z6q31`, `Paris - z6q31-0`' }),
  role: Role,
})
export type Invitation = Static<typeof Invitation>
export const AcceptInvitation = Type.Object({
  first_name: PersonName,
  last_name: PersonName,
  password: Password,
  locale: ProfileLocale,
})
export type AcceptInvitation = Static<typeof AcceptInvitation>

// ---------------------------------------------------------------- catalogs and customer lists

/** `count`: products of a catalog, customers of a list. */
export const Resource = Type.Object({
  id: Id,
  name: Type.String(),
  created_at: Time,
  count: Type.Integer(),
})
export type Resource = Static<typeof Resource>
export const ResourceName = Type.Object({ name: Name })

// ---------------------------------------------------------------- connections

export const ManagerConnection = Type.Object({
  id: Id,
  client_name: Type.String(),
  device_id: Nullable(Type.String()),
  blocked: Type.Boolean(),
  connected_at: Time,
  last_request_at: Nullable(Time),
  scope: Type.String(),
  catalog: Nullable(Named),
  customer_list: Nullable(Named),
  open_url: Nullable(Type.String()), // of an App that declares one, with its `app_instance_id`
  reconnect_url: Nullable(Type.String()), // of an App tied to a catalog or list: the authorisation page (oauth §10)
})
export type ManagerConnection = Static<typeof ManagerConnection>

/** One block of the page «CONNEXIONS»; `abilities` are those on this account or location. */
export const ConnectionGroup = Type.Object({
  level: Type.Union([Type.Literal('account'), Type.Literal('location')]),
  id: Id,
  name: Type.String(),
  suspended: Type.Boolean(),
  abilities: Abilities,
  connections: Type.Array(ManagerConnection), // by date of connection
})
export type ConnectionGroup = Static<typeof ConnectionGroup>
/** The account first (where the user has a right on it and no location is chosen), then locations by number. */
export const ConnectionGroups = Type.Object({ timezone: Timezone, groups: Type.Array(ConnectionGroup) })
export type ConnectionGroups = Static<typeof ConnectionGroups>

// ---------------------------------------------------------------- orders and dashboard

/** `location_id` absent: every location of the account within the user's reach. */
export const EntityQuery = Type.Object({ account_id: Id, location_id: Type.Optional(Id) })

export const OrdersQuery = Type.Object({
  account_id: Id,
  location_id: Type.Optional(Id),
  from: Type.Optional(
    Type.String({ description: 'YYYY-MM-DD, that day included, in the answer’s timezone' }),
  ),
  to: Type.Optional(Type.String({ description: 'YYYY-MM-DD, that day included' })),
  status: Type.Optional(Type.String()),
  origin: Type.Optional(Type.String({ description: 'one of `origins`' })),
  search: Type.Optional(Type.String({ description: 'order id or reference, whole, without case' })),
  cursor: Type.Optional(Type.String({ description: '`next_cursor` of the page before' })),
})
export type OrdersQuery = Static<typeof OrdersQuery>

export const OrderRow = Type.Object({
  id: Id,
  location: Named,
  ref: Nullable(Type.String()),
  created_at: Time,
  customer_name: Nullable(Type.String()),
  total: Money,
  status: Type.String(),
  origin: Type.String({ description: 'the app that created it: `created_by`' }),
})
export type OrderRow = Static<typeof OrderRow>

/** Newest first, 50 a page. */
export const OrdersPage = Type.Object({
  timezone: Timezone,
  origins: Type.Array(Type.String()), // apps that created orders here
  orders: Type.Array(OrderRow),
  next_cursor: Nullable(Type.String()),
})
export type OrdersPage = Static<typeof OrdersPage>

/** `order`: the public representation (orders §5), private refs null; the page reads what it knows. */
export const OrderDetails = Type.Object({
  location: Named,
  account: Named,
  timezone: Timezone,
  order: Type.Record(Type.String(), Type.Unknown()),
})
export type OrderDetails = Static<typeof OrderDetails>

/** The business day that runs (accounts §4.1), and what is plugged in. */
export const Dashboard = Type.Object({
  timezone: Timezone,
  since: Time, // beginning of the day
  count: Type.Integer(),
  total: Money, // every order of the day but rejected, cancelled, delivery_failed
  statuses: Type.Array(Type.Object({ status: Type.String(), count: Type.Integer() })), // of the day
  latest: Type.Array(OrderRow), // of the day, newest first, 10 at most
  groups: Type.Array(ConnectionGroup), // as ConnectionGroups
})
export type Dashboard = Static<typeof Dashboard>

// ---------------------------------------------------------------- journal (extensions X3, X4)

/** An event of a connection, with every attempt to deliver it. Its connection may have ended since. */
export const ManagerEvent = Type.Object({
  connection_id: Id,
  client_name: Type.String(),
  event: JournalEvent,
})
export type ManagerEvent = Static<typeof ManagerEvent>

export const JournalQuery = Type.Object({
  before_seq: Type.Optional(Type.String({ description: 'older than that number; the newest without it' })),
  state: Type.Optional(Type.String({ description: 'pending, acknowledged, failed' })),
  order_id: Type.Optional(Type.String()),
})
/** Newest first, 50 at most. */
export const ConnectionJournal = Type.Object({
  timezone: Timezone,
  events: Type.Array(ManagerEvent),
  more: Type.Boolean(),
})
export type ConnectionJournal = Static<typeof ConnectionJournal>
/** Of the connections of its account within reach, oldest first, 200 at most. */
export const OrderJournal = Type.Object({ timezone: Timezone, events: Type.Array(ManagerEvent) })
export type OrderJournal = Static<typeof OrderJournal>

/** «Renvoyer»: one event, or those of a period. */
export const ReplayBody = Type.Object({
  event_id: OptionalText,
  from: OptionalText,
  to: OptionalText,
})
export const ReplayOutcome = Type.Object({ replayed: Type.Integer() })
export type ReplayOutcome = Static<typeof ReplayOutcome>

/** `secret` is told once: null when it was shown before. */
export const SigningSecret = Type.Object({
  secret: Nullable(Type.String({ description: 'whsec_…' })),
  previous_until: Nullable(Time),
})
export type SigningSecret = Static<typeof SigningSecret>

// ---------------------------------------------------------------- authorisation page

/** A permission of the scope grammar (oauth §2), one line of the page each. */
export const AskedPermission = Type.Enum([
  'orders.read',
  'orders.write',
  'catalog.read',
  'catalog.write',
  'all_catalogs.read',
  'all_catalogs.write',
  'inventory.read',
  'inventory.write',
  'customer_list.read',
  'customer_list.write',
  'all_customer_lists.read',
  'all_customer_lists.write',
  'profile',
  'profile_with_email',
])
export type AskedPermission = Static<typeof AskedPermission>

/** An App that merchants may connect from here (back-office §4.3). */
export const AvailableApp = Type.Object({
  client_id: Type.String(),
  name: Type.String(),
  levels: Type.Array(Type.Union([Type.Literal('account'), Type.Literal('location')])), // those it accepts
  permissions: Type.Array(AskedPermission), // asked at the level chosen, else at the one it accepts
  connect_url: Nullable(Type.String()), // the authorisation page; null: not at the level chosen
})
export type AvailableApp = Static<typeof AvailableApp>

/** An account or location on which the user may connect this client. */
export const AuthorizeCandidate = Type.Object({
  id: Id, // location id at location level, account id at account level
  account_name: Type.String(),
  location_name: Nullable(Type.String()),
  suspended: Type.Boolean(),
  catalogs: Type.Array(Named), // those that may be chosen (oauth §3); empty when the scope selects none
  customer_lists: Type.Array(Named),
  connected: Type.Boolean(), // this client has a connection here: propose a device id (back-office §5.3)
  catalog_id: Nullable(Id), // of the connection that authorising again would change: preselected
  customer_list_id: Nullable(Id),
})
export type AuthorizeCandidate = Static<typeof AuthorizeCandidate>

export const AuthorizePage = Type.Object({
  request: Type.String(), // signed: the request and the session, good for 30 minutes
  client_name: Type.String(),
  level: Nullable(Type.Union([Type.Literal('location'), Type.Literal('account')])), // null: profile only
  permissions: Type.Array(AskedPermission),
  selects_catalog: Type.Boolean(),
  selects_customer_list: Type.Boolean(),
  device_id: Nullable(Type.String()), // given by the request: then shown, not asked
  candidates: Type.Array(AuthorizeCandidate), // by account name, then number
  fixed: Type.Boolean(), // an App's connection is named: its place and its device are not asked (oauth §8)
  selected_id: Nullable(Id), // location_id / account_id of the request, else the only candidate, else null
})
export type AuthorizePage = Static<typeof AuthorizePage>

export const AuthorizeBody = Type.Object({
  request: Type.String(),
  decision: Type.Union([Type.Literal('allow'), Type.Literal('deny')]),
  location_id: Type.Optional(Nullable(Id)), // at location level
  account_id: Type.Optional(Nullable(Id)), // at account level
  catalog_id: Type.Optional(Nullable(Id)), // absent: the only possible one, or none when there is none
  customer_list_id: Type.Optional(Nullable(Id)),
  device_id: Type.Optional(Nullable(Type.String())),
})
export type AuthorizeBody = Static<typeof AuthorizeBody>

/** `redirect`: go there (refusals and a page left open too long included). The others: out of band (oauth §7). */
export const AuthorizeOutcome = Type.Union([
  Type.Object({ outcome: Type.Literal('redirect'), location: Type.String() }),
  Type.Object({ outcome: Type.Literal('code'), code: Type.String(), expires_in: Type.Integer() }), // seconds
  Type.Object({ outcome: Type.Literal('denied') }),
])
export type AuthorizeOutcome = Static<typeof AuthorizeOutcome>

// ---------------------------------------------------------------- operations

const entity = '/api/:entity(accounts|locations)/:entity_id'
const EntityParams = Type.Object({
  entity: Type.Union([Type.Literal('accounts'), Type.Literal('locations')]),
  entity_id: Id,
})
const Nothing = Type.Null({ description: '204, no body' })

/**
 * Every operation. `answer` is that of a 200; `Nothing` is a 204. `:entity` stands for both `accounts` and
 * `locations`. `user: false`: also for a visitor who is not signed in.
 */
export const managerOperations = {
  getSession: { method: 'GET', path: '/api/session', user: false, answer: Session },
  login: { method: 'POST', path: '/api/login', user: false, body: LoginBody, answer: Session },
  logout: { method: 'POST', path: '/api/logout', answer: Nothing },
  // Ends every session of the user, this one included; connections of apps are not touched.
  logoutEverywhere: { method: 'POST', path: '/api/logout-everywhere', answer: Nothing },
  signup: { method: 'POST', path: '/api/signup', user: false, body: SignupBody, answer: Session },
  // The same answer whether the address is known or not.
  forgotPassword: {
    method: 'POST',
    path: '/api/password/forgot',
    user: false,
    body: ForgotPasswordBody,
    answer: Nothing,
  },
  // Reading a link does not use it.
  getPasswordReset: { method: 'GET', path: '/api/password/reset/:token', user: false, answer: EmailAnswer },
  // Ends all the user's sessions; the page then goes to the login.
  resetPassword: {
    method: 'POST',
    path: '/api/password/reset/:token',
    user: false,
    body: ResetPasswordBody,
    answer: Nothing,
  },
  // The session stays, the user's others end.
  changePassword: { method: 'POST', path: '/api/password/change', body: ChangePasswordBody, answer: Nothing },
  // Opening `/verify/:token` posts this. A second use of a link that verified its address answers again.
  verifyEmail: { method: 'POST', path: '/api/verify/:token', user: false, answer: EmailAnswer },
  getProfile: { method: 'GET', path: '/api/profile', answer: Profile },
  updateProfile: { method: 'PATCH', path: '/api/profile', body: ProfileChanges, answer: Profile },

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

  // Anyone who sees the entity reads the rows; changing them needs `manage_users`.
  listPermissions: {
    method: 'GET',
    path: `${entity}/permissions`,
    params: EntityParams,
    answer: Type.Array(Permission),
  },
  addPermission: { method: 'POST', path: `${entity}/permissions`, body: NewPermission, answer: Permission },
  updatePermission: {
    method: 'PATCH',
    path: `${entity}/permissions/:permission_id`,
    body: PermissionChanges,
    answer: Permission,
  },
  // One's own right: given up with `?own=true` (the profile page), which needs no ability; else 409 own_permission.
  removePermission: {
    method: 'DELETE',
    path: `${entity}/permissions/:permission_id`,
    query: Type.Object({ own: Type.Optional(Type.Literal('true')) }),
    answer: Nothing,
  },
  resendInvitation: {
    method: 'POST',
    path: `${entity}/permissions/:permission_id/resend`,
    answer: Permission,
  },
  getInvitation: { method: 'GET', path: '/api/invitations/:token', user: false, answer: Invitation },
  acceptInvitation: {
    method: 'POST',
    path: '/api/invitations/:token',
    user: false,
    body: AcceptInvitation,
    answer: Session,
  },

  // Those of this level only: a location's list does not repeat its account's.
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
  // The Apps of this hub, as they can be connected to that account or location.
  listApps: { method: 'GET', path: '/api/apps', query: EntityQuery, answer: Type.Array(AvailableApp) },
  // `:account_id` is that of the connection's account or of its location's; one's reach decides as everywhere.
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
  // Those who may block a connection; 404 when it has ended.
  replayEvents: {
    method: 'POST',
    path: '/api/accounts/:account_id/connections/:connection_id/journal/replay',
    body: ReplayBody,
    answer: ReplayOutcome,
  },
  // Contract, extensions X4. Those who may disconnect it.
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

  listOrders: { method: 'GET', path: '/api/orders', query: OrdersQuery, answer: OrdersPage },
  getOrder: { method: 'GET', path: '/api/orders/:location_id/:order_id', answer: OrderDetails },
  getDashboard: { method: 'GET', path: '/api/dashboard', query: EntityQuery, answer: Dashboard },

  // The query string of the page, as it came. What the page's own GET redirects or refuses is 400 request_invalid.
  getAuthorizePage: { method: 'GET', path: '/api/authorize', answer: AuthorizePage },
  authorize: { method: 'POST', path: '/api/authorize', body: AuthorizeBody, answer: AuthorizeOutcome },
} as const
