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

/** Adding an address that has a row replaces its role. */
export const NewPermission = Type.Object({ email: Email, role: Role })
export type NewPermission = Static<typeof NewPermission>
export const PermissionChanges = Type.Object({ role: Role })

/** The answer to adding one, or to sending its mail again. */
export const SentPermission = Type.Object({
  ...Permission.properties,
  mailed: Type.Boolean({ description: 'false: the address got its mails of this hour (security S18)' }),
})
export type SentPermission = Static<typeof SentPermission>

/**
 * An open invitation. Whoever has a verified profile with that address accepts it signed in. Anybody else sets names
 * and password, which signs in: where a profile claims the address without having proven it, accepting replaces its
 * names and password and ends its sessions, so that whoever signed up first with a foreign address gains nothing.
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
