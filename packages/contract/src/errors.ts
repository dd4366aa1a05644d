import Type, { type Static } from 'typebox'

export const errorTypes = [
  'bad_request',
  'unauthorized',
  'forbidden',
  'not_found',
  'routing_error',
  'conflict',
  'unsupported_media_type',
  'unprocessable_entity',
  'too_many_requests',
  'internal_error',
] as const
export type ErrorType = (typeof errorTypes)[number]

/** The body of every refusal (contract, general §8). */
export const ErrorBody = Type.Object({
  message: Type.Optional(Type.String()),
  errors: Type.Optional(
    Type.Array(
      // `order_id`: the order that already has the private ref (contract, extensions X7).
      Type.Object({ field: Type.String(), message: Type.String(), order_id: Type.Optional(Type.String()) }),
    ),
  ),
  error_type: Type.Unsafe<ErrorType>({ type: 'string', enum: [...errorTypes] }),
})
export type ErrorBody = Static<typeof ErrorBody>
