import type { OperationId } from '@hub/contract'
import { type OperationReference, reference } from '@hub/contract/reference'
import type { TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'

/** Answers are not serialised by schema, so tests check them against it. */
export interface CheckAnswer {
  /**
   * Checks an answer of the public API against its schema in the reference, or against `schema` if the reference has
   * none.
   * @throws {Error} if it does not match
   */
  ofApi(operation: OperationId, schema: TSchema | undefined, text: string | Buffer): void
  /**
   * Checks an answer of the back office's API.
   * @throws {Error} if it does not match
   */
  ofManager(operation: string, schema: TSchema, text: string | Buffer): void
}

const validators = new WeakMap<TSchema, Validator>()

function check(operation: string, schema: TSchema, text: string | Buffer): void {
  const validator = validators.get(schema) ?? Compile(schema)
  validators.set(schema, validator)
  const answer: unknown = JSON.parse(String(text))
  if (validator.Check(answer)) return
  const problems = validator.Errors(answer).map(({ instancePath, message }) => `${instancePath} ${message}`)
  throw new Error(`the answer of ${operation} is not what its schema says: ${problems.join('; ')}`)
}

/** For tests only: importing it loads the whole API reference. */
export const checkAnswer: CheckAnswer = {
  ofApi(operation, schema, text) {
    const entry = (reference as Partial<Record<OperationId, OperationReference>>)[operation]
    const expected = typeof entry?.answer === 'object' ? entry.answer : schema
    if (expected) check(operation, expected, text)
  },
  ofManager: check,
}
