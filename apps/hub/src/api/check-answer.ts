import type { TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'

const validators = new WeakMap<TSchema, Validator>()

/** @throws {Error} when the answer of that operation is not what its schema says */
export type CheckAnswer = (operation: string, schema: TSchema, text: string | Buffer) => void

/** Answers are not built from schemas, so tests hold them against their schema here. */
export const checkAnswer: CheckAnswer = (operation, schema, text) => {
  const validator = validators.get(schema) ?? Compile(schema)
  validators.set(schema, validator)
  const answer: unknown = JSON.parse(String(text))
  if (validator.Check(answer)) return
  const problems = validator.Errors(answer).map(({ instancePath, message }) => `${instancePath} ${message}`)
  throw new Error(`the answer of ${operation} is not what its schema says: ${problems.join('; ')}`)
}
