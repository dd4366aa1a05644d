import { type Answer, jsonOf } from './http.ts'

export interface PageOptions {
  /** Results per page, 1–100; the server's default is 100. */
  count?: number
  /** Called before each further page, for callers that space out heavy reads. */
  beforePage?: () => Promise<void>
}

/** Yields the elements of an index endpoint, page after page, until `X-Cursor-Next` is absent (contract, general §4). */
export async function* eachOfPages<T>(
  getPage: (cursor: string | undefined) => Promise<Answer>,
  path: string,
  beforePage?: () => Promise<void>,
): AsyncGenerator<T, void, undefined> {
  let cursor: string | undefined
  do {
    if (cursor !== undefined) await beforePage?.()
    const answer = await getPage(cursor)
    cursor = answer.response.headers.get('x-cursor-next') ?? undefined
    yield* jsonOf<T[]>('GET', path, answer)
  } while (cursor !== undefined)
}
