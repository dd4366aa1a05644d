import Type, { type Static } from 'typebox'
import { Id, Name, Named, Nullable, Time } from './words.ts'

/** An OAuth client of the user, independent of rights on accounts (back-office §4.18). */
export const DeveloperClient = Type.Object({
  id: Id,
  name: Type.String(),
  created_at: Time,
  redirect_uris: Type.Array(Type.String()),
  is_app: Type.Boolean(), // merchants can also connect it from the back office
  approved: Type.Boolean(), // by the operator; renaming the client ends the approval (security S27)
  connections: Type.Integer(), // number of active connections
  /** Until when the token endpoint still accepts the previous secret. */
  previous_secret_until: Nullable(Time),
})
export type DeveloperClient = Static<typeof DeveloperClient>
/** `connected`: where it is connected, at most 100 entries. Deleting the client ends these connections. */
export const DeveloperClientDetails = Type.Object({
  ...DeveloperClient.properties,
  connected: Type.Array(
    Type.Object({ account: Nullable(Named), location: Nullable(Named), device_id: Nullable(Type.String()) }),
  ),
})
export type DeveloperClientDetails = Static<typeof DeveloperClientDetails>

export const ClientForm = Type.Object({
  name: Name,
  redirect_uris: Type.Array(Type.String({ maxLength: 2048 }), { maxItems: 50 }),
})
export type ClientForm = Static<typeof ClientForm>
/** Returned only once; the content of the file that «Télécharger» saves. */
export const ClientCredentials = Type.Object({ client_id: Id, client_secret: Type.String() })
export type ClientCredentials = Static<typeof ClientCredentials>
