import Type, { type Static } from 'typebox'
import { Id, Named, Nullable, Time } from './words.ts'

/** A permission of the scope grammar (oauth §2). Each is a line of the page. */
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
  levels: Type.Array(Type.Union([Type.Literal('account'), Type.Literal('location')])), // the levels that it accepts
  permissions: Type.Array(AskedPermission), // requested at the chosen level, or else at the one it accepts
  connect_url: Nullable(Type.String()), // the authorisation page; null if it cannot be connected at the chosen level
})
export type AvailableApp = Static<typeof AvailableApp>

/** An account or location on which the user may connect this client. */
export const AuthorizeCandidate = Type.Object({
  id: Id, // location id at location level, account id at account level
  account_name: Type.String(),
  location_name: Nullable(Type.String()),
  suspended: Type.Boolean(),
  catalogs: Type.Array(Named), // the possible choices (oauth §3); empty if the scope selects none
  customer_lists: Type.Array(Named),
  connected: Type.Boolean(), // this client has a connection here, so the page proposes a device id (back-office §5.3)
  makes_another: Type.Boolean(), // the existing connection stays unchanged and another one is created (security S26)
  catalog_id: Nullable(Id), // preselected: that of the connection that authorising again would change
  customer_list_id: Nullable(Id),
})
export type AuthorizeCandidate = Static<typeof AuthorizeCandidate>

/** A device that waits for approval, with what helps users recognise their own device (security S27). */
export const PairingDevice = Type.Object({
  user_code: Type.String(), // as the device shows it: `BCDF-GHJK`
  requested_at: Time,
  requested_from: Nullable(Type.String()), // the IP address of the request
})

export const AuthorizePage = Type.Object({
  request: Type.String(), // the request and the session, signed; valid for 30 minutes
  client_name: Type.String(),
  approved: Type.Boolean(), // by the operator, which reserves its name (security S27)
  // The client's owner; null if the operator registered it. `email` is null until it is verified.
  publisher: Nullable(Type.Object({ name: Type.String(), email: Nullable(Type.String()) })),
  redirect_host: Nullable(Type.String()), // where the browser will be sent; null if a code is shown or a device waits
  pairing: Nullable(PairingDevice),
  level: Nullable(Type.Union([Type.Literal('location'), Type.Literal('account')])), // null for profile permissions only
  permissions: Type.Array(AskedPermission),
  selects_catalog: Type.Boolean(),
  selects_customer_list: Type.Boolean(),
  device_id: Nullable(Type.String()), // given by the request; shown, but not editable
  candidates: Type.Array(AuthorizeCandidate), // by account name, then number
  fixed: Type.Boolean(), // the request names an App's connection, so location and device are not editable (oauth §8)
  selected_id: Nullable(Id), // location_id or account_id of the request, or else the only candidate, or else null
})
export type AuthorizePage = Static<typeof AuthorizePage>

export const AuthorizeBody = Type.Object({
  request: Type.String(),
  decision: Type.Union([Type.Literal('allow'), Type.Literal('deny')]),
  location_id: Type.Optional(Nullable(Id)), // at location level
  account_id: Type.Optional(Nullable(Id)), // at account level
  catalog_id: Type.Optional(Nullable(Id)), // absent: the only possible one, if any
  customer_list_id: Type.Optional(Nullable(Id)),
  device_id: Type.Optional(Nullable(Type.String())),
})
export type AuthorizeBody = Static<typeof AuthorizeBody>

/** `redirect`: go there, also for refusals and for a page left open too long. The others are out of band (oauth §7). */
export const AuthorizeOutcome = Type.Union([
  Type.Object({ outcome: Type.Literal('redirect'), location: Type.String() }),
  Type.Object({ outcome: Type.Literal('code'), code: Type.String(), expires_in: Type.Integer() }), // seconds
  Type.Object({ outcome: Type.Literal('denied') }),
  Type.Object({ outcome: Type.Literal('paired') }), // a device (extensions X5)
])
export type AuthorizeOutcome = Static<typeof AuthorizeOutcome>

/** The code that a device shows (extensions X5); `next` is its consent page. */
export const PairingBody = Type.Object({ user_code: Type.String({ maxLength: 40 }) })
export const PairingOutcome = Type.Object({ next: Type.String() })
export type PairingOutcome = Static<typeof PairingOutcome>
