import { deepStrictEqual, partialDeepStrictEqual, strictEqual } from 'node:assert/strict'
import type { Answer } from '@hub/testing'

/** The status, with the answer in the message. */
export function hasStatus(answer: Answer, status: number): void {
  strictEqual(answer.status, status, `expected ${status}, got ${answer.status} ${answer.text.slice(0, 500)}`)
}

/** The status, and at least these members. @returns the body */
export function answers<T>(answer: Answer<T>, status: number, members?: unknown): T {
  hasStatus(answer, status)
  if (members !== undefined) partialDeepStrictEqual(answer.body as object, members as object)
  return answer.body
}

/** A 422 on exactly these fields, in this order. */
export function refuses(answer: Answer, ...fields: string[]): void {
  answers(answer, 422, { error_type: 'unprocessable_entity' })
  const found = (answer.body.errors ?? []).map(({ field }: { field: string }) => field)
  deepStrictEqual(found, fields, answer.text)
}

export {
  deepStrictEqual as equals,
  ok as holds,
  partialDeepStrictEqual as includes,
} from 'node:assert/strict'
