import Type, { type Static } from 'typebox'
import { ConnectionHealth } from './health.ts'
import { Abilities } from './session.ts'
import { Id, Named, Nullable, Time, Timezone } from './words.ts'

export const ManagerConnection = Type.Object({
  id: Id,
  client_id: Type.String(),
  client_name: Type.String(),
  // Who last authorised it, how, and where the browser was sent (security S26). Null if unknown or by the operator.
  authorised_by: Nullable(Type.String()),
  authorised_way: Nullable(
    Type.Union([
      Type.Literal('redirect'),
      Type.Literal('code'), // copied from the page
      Type.Literal('device'), // paired by a QR code
      Type.Literal('operator'),
    ]),
  ),
  redirect_host: Nullable(Type.String()),
  device_id: Nullable(Type.String()),
  blocked: Type.Boolean(),
  connected_at: Time,
  last_request_at: Nullable(Time),
  health: ConnectionHealth,
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
/** The account first, if the user has a right on it and no location is chosen; then locations by number. */
export const ConnectionGroups = Type.Object({ timezone: Timezone, groups: Type.Array(ConnectionGroup) })
export type ConnectionGroups = Static<typeof ConnectionGroups>

export const EndedBy = Type.Object({
  // `takeover`: the owner of the e-mail address claimed the unverified profile of the connection's user.
  kind: Type.Enum(['user', 'app', 'operator', 'developer', 'takeover']),
  name: Nullable(Type.String()), // of a user
})
export type EndedBy = Static<typeof EndedBy>

/** An ended connection; its logs and its journal stay for 90 days (support U4). */
export const EndedConnection = Type.Object({
  id: Id,
  client_name: Type.String(),
  device_id: Nullable(Type.String()),
  location: Nullable(Named), // null for a connection of the account
  connected_at: Time,
  ended_at: Time,
  ended_by: Nullable(EndedBy), // null if it ended before this was recorded
})
export type EndedConnection = Static<typeof EndedConnection>
export const EndedConnections = Type.Object({
  timezone: Timezone,
  connections: Type.Array(EndedConnection), // latest first
})
export type EndedConnections = Static<typeof EndedConnections>
