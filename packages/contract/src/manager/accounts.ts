import Type, { type Static } from 'typebox'
import { Abilities, ProfileLocale } from './session.ts'
import { Id, Name, Named, Nullable, OptionalText, Timezone } from './words.ts'

const Country = Type.String({ description: 'ISO 3166-1 alpha-2' })
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

/** Creates the account, its location 0, one catalog and one customer list with its name, and the Admin right. */
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
  billing_address: Nullable(BillingAddress), // null if it is the location's
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
