import Type, { type Static } from 'typebox'
import { nullable } from './vocabulary.ts'

/** Contract, catalogs §14: types that may be uploaded. */
export const imageTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/bmp'] as const
export type ImageType = (typeof imageTypes)[number]
/** Inclusive. */
export const maxImageBytes = 1_048_576

export const Image = Type.Object(
  {
    id: Type.String(),
    private_ref: nullable(Type.String({ description: "The calling client's own reference" })),
    type: Type.Unsafe<ImageType>({ type: 'string', enum: [...imageTypes] }),
    size: Type.Integer({ description: 'in bytes' }),
    md5: Type.String({ description: 'hexadecimal MD5 of the data' }),
    seconds_before_removal: nullable(Type.Integer({ description: 'null while the catalog uses it' })),
  },
  { additionalProperties: false },
)
export type Image = Static<typeof Image>
