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
