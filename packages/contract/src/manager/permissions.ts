import Type, { type Static } from 'typebox'
import { ProfileLocale, Role } from './session.ts'
import { Email, Id, Nullable, Password, PersonName } from './words.ts'

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

/** If the address already has a row, its role is replaced. */
export const NewPermission = Type.Object({ email: Email, role: Role })
export type NewPermission = Static<typeof NewPermission>
export const PermissionChanges = Type.Object({ role: Role })

/** The answer to adding a permission, or to sending its mail again. */
export const SentPermission = Type.Object({
  ...Permission.properties,
  mailed: Type.Boolean({ description: 'false: the address got its mails of this hour (security S18)' }),
})
export type SentPermission = Static<typeof SentPermission>

/**
 * An open invitation. A user with a verified profile for the address accepts it signed in. Otherwise, the invited
 * person sets names and a password, which also signs in. If an unverified profile has the address, accepting replaces
 * its names and password and ends its sessions, so that signing up early with another person's address gains nothing.
 */
export const Invitation = Type.Object({
  email: Type.String(),
  entity: Type.String({ description: 'as shown: `Fast Pizza - z6q31`, `Paris - z6q31-0`' }),
  role: Role,
  has_profile: Type.Boolean({ description: 'a verified profile has the address' }),
})
export type Invitation = Static<typeof Invitation>
export const AcceptInvitation = Type.Object({
  first_name: PersonName,
  last_name: PersonName,
  password: Password,
  locale: ProfileLocale,
})
export type AcceptInvitation = Static<typeof AcceptInvitation>
