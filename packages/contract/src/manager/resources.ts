import Type, { type Static } from 'typebox'
import { Id, Name, Time } from './words.ts'

/** `count`: products of a catalog, customers of a list. */
export const Resource = Type.Object({
  id: Id,
  name: Type.String(),
  created_at: Time,
  count: Type.Integer(),
})
export type Resource = Static<typeof Resource>
export const ResourceName = Type.Object({ name: Name })
