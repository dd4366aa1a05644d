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
