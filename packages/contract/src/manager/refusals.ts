import Type, { type Static } from 'typebox'

/** The problem of one field. The pages have a sentence for each code in both languages. */
export const FieldCode = Type.Union([
  Type.Literal('blank'),
  Type.Literal('too_long'),
  Type.Literal('invalid'),
  Type.Literal('invalid_email'),
  Type.Literal('taken'), // the name of a catalog or list is already used
  Type.Literal('reserved_name'), // the name of a client approved by the operator (security S27)
  Type.Literal('unknown'), // unknown country, time zone or currency, or not one of the offered choices
  Type.Literal('invalid_vat_number'),
  Type.Literal('invalid_device_id'), // oauth §8
  Type.Literal('wrong_password'), // the current password, when changing it or the e-mail
  Type.Literal('password_too_short'), // under 10 characters (security S25)
  Type.Literal('password_too_long'), // over 128
  Type.Literal('password_too_common'),
  Type.Literal('password_is_email'),
  Type.Literal('password_is_name'), // the name of the product or of one of the user's accounts (security S25)
  Type.Literal('not_a_redirect_uri'), // oauth §4
  Type.Literal('not_a_time'), // opening hours and times of the location's settings (accounts §4, §5)
  Type.Literal('ends_before_start'),
  Type.Literal('overlaps'),
  Type.Literal('no_slot'),
  Type.Literal('conflicts_with_hours'),
  Type.Literal('not_in_future'),
  Type.Literal('out_of_range'),
])
export type FieldCode = Static<typeof FieldCode>

export const RefusalCode = Type.Union([
  Type.Literal('validation_failed'), // 422, with `errors`
  Type.Literal('unauthenticated'), // 401
  Type.Literal('wrong_credentials'), // 401, login: the same for an unknown e-mail and a wrong password
  Type.Literal('too_many_attempts'), // 429, with Retry-After and `retry_after`
  Type.Literal('csrf'), // 403
  Type.Literal('forbidden'), // 403
  Type.Literal('not_found'), // 404
  Type.Literal('last_admin'), // 409: the account would be left without any Admin
  Type.Literal('own_permission'), // 409: users give up their own right from the profile only (back-office §3.4)
  Type.Literal('in_use'), // 409, with `used_by`: names of the connections tied to the catalog or list
  Type.Literal('last_one'), // 409: the account's last catalog or customer list
  Type.Literal('password_required'), // 409: the link needs a password set on its page (security S19)
  Type.Literal('limit_reached'), // 422, with `limited` and `limit` (security S16)
  Type.Literal('link_dead'), // 410: reset, invitation, verification or undo link unknown, used, withdrawn or expired
  Type.Literal('suspended'), // 409: authorising on a suspended account or location
  Type.Literal('replay_running'), // 409: the hub is still delivering the events of another «Renvoyer» (security S12)
  Type.Literal('replay_too_many'), // 429: more events than the connection's rate limits allow (security S12)
  Type.Literal('request_expired'), // 410: authorisation page left open too long, out-of-band client (oauth §4)
  Type.Literal('request_invalid'), // 400: the page's query was altered; `message` says how
  Type.Literal('internal'), // 500
])
export type RefusalCode = Static<typeof RefusalCode>

/** Things whose number the operator limits by a setting (security S16). */
export const LimitedThing = Type.Union([
  Type.Literal('accounts'),
  Type.Literal('clients'),
  Type.Literal('connections'),
])
export type LimitedThing = Static<typeof LimitedThing>

export const ManagerRefusal = Type.Object({
  code: RefusalCode,
  message: Type.String(),
  errors: Type.Optional(
    Type.Array(Type.Object({ field: Type.String(), code: FieldCode, message: Type.String() })),
  ),
  used_by: Type.Optional(Type.Array(Type.String())),
  limited: Type.Optional(LimitedThing),
  limit: Type.Optional(Type.Integer()),
  retry_after: Type.Optional(Type.Integer({ description: 'seconds' })),
})
export type ManagerRefusal = Static<typeof ManagerRefusal>
