import Type, { type Static } from 'typebox'
import { nullable } from './vocabulary.ts'

/** Contract, oauth §5: keys that do not apply are null. */
export const TokenAnswer = Type.Object({
  access_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  scope: Type.String(),
  account_id: nullable(Type.String()),
  account_name: nullable(Type.String()),
  location_id: nullable(Type.String()),
  location_name: nullable(Type.String()),
  catalog_id: nullable(Type.String()),
  catalog_name: nullable(Type.String()),
  customer_list_id: nullable(Type.String()),
  customer_list_name: nullable(Type.String()),
  user_id: nullable(Type.String()),
  app_instance_id: Type.Optional(nullable(Type.String({ description: 'of Apps only' }))),
})
export type TokenAnswer = Static<typeof TokenAnswer>

/** Contract, extensions X5: the answer to a device that asks to be paired (RFC 8628 §3.2). */
export const DeviceAuthorization = Type.Object({
  device_code: Type.String({ description: 'the secret of the device, for the token endpoint' }),
  user_code: Type.String({ description: 'letters that a person types' }),
  verification_uri: Type.String({ description: 'page where they are typed' }),
  verification_uri_complete: Type.String({ description: 'the same with the letters, for a QR code' }),
  expires_in: Type.Integer({ description: 'seconds' }),
  interval: Type.Integer({ description: 'least seconds between two calls of the token endpoint' }),
})
export type DeviceAuthorization = Static<typeof DeviceAuthorization>
