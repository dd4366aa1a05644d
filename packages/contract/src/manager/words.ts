import Type, { type Static, type TSchema } from 'typebox'

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const Id = Type.String({ minLength: 1 })
export const Time = Type.String()
export const Money = Type.String()
export const OptionalText = Type.Optional(Nullable(Type.String({ maxLength: 255 })))
export const Named = Type.Object({ id: Id, name: Type.String() })
export type Named = Static<typeof Named>

export const Email = Type.String({ maxLength: 255 })
export const Password = Type.String({ description: '10 to 128 characters, checked as in back-office §2.2' })
export const PersonName = Type.String({ minLength: 1, maxLength: 255 })
export const Name = Type.String({ minLength: 1, maxLength: 255 })
export const Timezone = Type.String({ description: 'IANA name' })
