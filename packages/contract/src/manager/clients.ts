import Type, { type Static } from 'typebox'
import { Id, Name, Named, Nullable, Time } from './words.ts'

/** An OAuth client of the user, whatever the rights on accounts (back-office §4.18). */
export const DeveloperClient = Type.Object({
  id: Id,
  name: Type.String(),
  created_at: Time,
  redirect_uris: Type.Array(Type.String()),
  is_app: Type.Boolean(), // merchants connect it from the back office too
  approved: Type.Boolean(), // by the operator; another name ends it (security S27)
  connections: Type.Integer(), // living ones
  /** Until when the secret before the newest still buys tokens. */
  previous_secret_until: Nullable(Time),
})
export type DeveloperClient = Static<typeof DeveloperClient>
/** `connected`: where it is connected, 100 at most; those end when it is deleted. */
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
/** Told here and never again; the file that «Télécharger» saves. */
export const ClientCredentials = Type.Object({ client_id: Id, client_secret: Type.String() })
export type ClientCredentials = Static<typeof ClientCredentials>
