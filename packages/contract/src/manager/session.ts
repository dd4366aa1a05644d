import Type, { type Static } from 'typebox'
import { HealthState } from './health.ts'
import { Email, Id, Named, Nullable, Password, PersonName } from './words.ts'

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
  health: Nullable(HealthState), // the worst of its connections (support U1); null without any
  role: Role,
  abilities: Abilities,
})
export type SessionLocation = Static<typeof SessionLocation>

export const SessionAccount = Type.Object({
  id: Id,
  name: Type.String(),
  currency: Type.String(),
  suspended: Type.Boolean(),
  health: Nullable(HealthState), // the worst of those bound to the account itself; null where that is out of reach
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
  accounts: Type.Array(SessionAccount), // by name; empty when nobody is signed in
  banners: Type.Array(Banner),
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
  pending_email: Nullable(Type.String()), // asked for, not confirmed yet (back-office §2.4)
  locale: ProfileLocale,
  permissions: Type.Array(ProfilePermission),
})
export type Profile = Static<typeof Profile>
export type ProfilePermission = Static<typeof ProfilePermission>
export const ProfileChanges = Type.Object({
  first_name: PersonName,
  last_name: PersonName,
  // Another one counts once it is confirmed by the link of a mail; absent: as it is.
  email: Type.Optional(Email),
  locale: ProfileLocale,
})
export type ProfileChanges = Static<typeof ProfileChanges>
