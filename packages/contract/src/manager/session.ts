import Type, { type Static } from 'typebox'
import { HealthState } from './health.ts'
import { Email, Id, Named, Nullable, Password, PersonName } from './words.ts'

export const Role = Type.Union([Type.Literal('admin'), Type.Literal('manager')])
export type Role = Static<typeof Role>

/** Language of mails, and of the pages until the user chooses another one. */
export const ProfileLocale = Type.Union([Type.Literal('fr-FR'), Type.Literal('en-GB')])
export type ProfileLocale = Static<typeof ProfileLocale>

/** What this user may do on an account or location, besides seeing it (back-office §3.1). */
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
  health: Nullable(HealthState), // the worst of its connections (support U1); null without connections
  role: Role,
  abilities: Abilities,
})
export type SessionLocation = Static<typeof SessionLocation>

export const SessionAccount = Type.Object({
  id: Id,
  name: Type.String(),
  currency: Type.String(),
  suspended: Type.Boolean(),
  health: Nullable(HealthState), // the worst of the account's own connections; null without access to the account
  role: Nullable(Role), // null for rights on the listed locations only: the account's own pages are then 404
  abilities: Nullable(Abilities),
  locations: Type.Array(SessionLocation), // those the user has access to, by number
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

/** An open problem, shown above the title of every page of the account or location. */
export const Banner = Type.Object({
  code: Type.Union([
    Type.Literal('suspended'),
    Type.Literal('vat_number_missing'),
    Type.Literal('till_silent'), // in opening hours, no till of the location answers (extensions X6)
  ]),
  account_id: Id,
  location_id: Nullable(Id),
})
export type Banner = Static<typeof Banner>

export const Session = Type.Object({
  csrf: Type.String(),
  user: Nullable(SessionUser),
  accounts: Type.Array(SessionAccount), // by name; empty without a login
  banners: Type.Array(Banner),
  // Number of rights that wait for the user's acceptance; 0 until the address is verified (security S24).
  invitations: Type.Integer(),
})
export type Session = Static<typeof Session>

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

/** The page of a link that verifies an address. `confirm`: by its button, or by setting a password (security S19). */
export const AddressLink = Type.Object({
  email: Type.String(),
  confirm: Type.Union([Type.Literal('button'), Type.Literal('password')]),
})
export type AddressLink = Static<typeof AddressLink>

/** The page of a link that undoes an e-mail change (security S22). */
export const EmailUndo = Type.Object({
  email: Type.String({ description: 'the address that counts again' }),
  current_email: Type.String(),
})
export type EmailUndo = Static<typeof EmailUndo>
/** `reset`: the token of `/reset_password/:token`, since undoing the change also removed the password. */
export const EmailUndone = Type.Object({ email: Type.String(), reset: Type.String() })
export type EmailUndone = Static<typeof EmailUndone>

export const ProfilePermission = Type.Object({
  id: Id,
  account: Named,
  location: Nullable(Named), // null for the whole account
  role: Role,
})
export const Profile = Type.Object({
  first_name: Type.String(),
  last_name: Type.String(),
  email: Type.String(),
  email_verified: Type.Boolean(),
  pending_email: Nullable(Type.String()), // requested, not confirmed yet (back-office §2.4)
  locale: ProfileLocale,
  permissions: Type.Array(ProfilePermission),
  // Rights that wait for the user's acceptance; none until the address is verified (security S24).
  invitations: Type.Array(ProfilePermission),
})
export type Profile = Static<typeof Profile>
export type ProfilePermission = Static<typeof ProfilePermission>
export const ProfileChanges = Type.Object({
  first_name: PersonName,
  last_name: PersonName,
  // A new address takes effect once it is confirmed by a link in a mail; absent for no change.
  email: Type.Optional(Email),
  current_password: Type.Optional(Type.String({ description: 'needed with another e-mail (security S22)' })),
  locale: ProfileLocale,
})
export type ProfileChanges = Static<typeof ProfileChanges>
