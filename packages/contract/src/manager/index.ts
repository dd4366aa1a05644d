/**
 * The JSON API behind the back office's pages, served by the hub under `/api` beside the public API.
 *
 * Rules that hold for every operation:
 * - The session is a cookie (contract, back-office §2.1). `GET /api/session` answers anyone and gives the CSRF
 *   token, bound to that session; every other method than GET sends it as `X-CSRF-Token`, login and sign-up
 *   included. If it is missing or wrong: 403 `csrf`, without effect. The token changes at login, sign-up and logout.
 * - Not signed in where a user is needed: 401 `unauthenticated`. An account or location (or anything in it) on which
 *   the user has no right: 404 `not_found`. Visible, but the action is not allowed: 403 `forbidden` (back-office §1).
 * - A refusal is a `ManagerRefusal`. Pages translate `code`; `message` is an English sentence for codes that they do
 *   not know. Field names are paths in the body (`billing.vat_number`).
 * - POSTs that create (accounts, locations, permissions, catalogs, customer lists) carry an `Idempotency-Key`, one
 *   per opened form: a repeat by the same user gets the first answer and creates nothing (back-office §10.10).
 * - The server trims text; `""` for an optional text means null. Unknown keys are refused (422).
 * - Ids, Money (`"12.50 EUR"`) and Time (`2026-03-14T21:30:00+01:00`) are those of the public API. Times are in the
 *   time zone of the location, or of the account's first location if several are shown.
 * - Answers are `Cache-Control: no-store`.
 */
export * from './accounts.ts'
export * from './authorize.ts'
export * from './clients.ts'
export * from './connections.ts'
export * from './data.ts'
export * from './exports.ts'
export * from './health.ts'
export * from './journal.ts'
export * from './live.ts'
export * from './location-settings.ts'
export * from './logs.ts'
export * from './operations.ts'
export * from './order-words.ts'
export * from './orders.ts'
export * from './permissions.ts'
export * from './refusals.ts'
export * from './resources.ts'
export * from './session.ts'
export type { Named } from './words.ts'
