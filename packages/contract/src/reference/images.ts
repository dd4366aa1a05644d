import Type from 'typebox'
import { Image } from '../images.ts'
import type { ReferencePart } from './operation-reference.ts'

const PrivateRefOption = Type.Object({
  private_ref: Type.Optional(Type.String({ maxLength: 255, description: "The client's own reference" })),
})

export const imagesReference = {
  'images.create': {
    tag: 'Images',
    summary: 'Upload an image',
    description:
      'The raw bytes as body: JPEG, PNG, WEBP, GIF or BMP, at most 1 MB. What it is, is told by its content, not by its header. The image belongs to the catalog; name its id in `image_ids` of a catalog upload, or it is removed after 30 days. A `private_ref` that the client has in use in this catalog is refused: look the image up first.',
    query: PrivateRefOption,
    body: 'binary',
    answer: Image,
  },
  'images.list': {
    tag: 'Images',
    summary: 'List the images of a catalog',
    description:
      'All of them in one answer, oldest first. `private_ref` finds the one that the client named so.',
    query: PrivateRefOption,
    answer: Type.Array(Image),
    example: {},
  },
  'images.get': {
    tag: 'Images',
    summary: 'Get an image',
    description: 'What it is, and when it will be removed: null while the catalog uses it.',
    answer: Image,
  },
  'images.data': {
    tag: 'Images',
    summary: 'Get the data of an image',
    description:
      'An image never changes: the answer may be kept, and its `ETag` sent back in `If-None-Match`.',
    answer: 'binary',
  },
} as const satisfies ReferencePart
