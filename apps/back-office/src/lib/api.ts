import type { FieldCode, LimitedThing, ManagerRefusal, RefusalCode, Session } from '@hub/contract/manager'

/** A request that the server refused, or that never reached it (`network`). */
export class ApiError extends Error {
  readonly status: number
  readonly code: RefusalCode | 'network'
  readonly fields: { field: string; code: FieldCode; message: string }[]
  readonly usedBy: string[]
  /** Seconds, with `too_many_attempts`. */
  readonly retryAfter: number | undefined
  /** What there may be no more of, and how many there may be, with `limit_reached`. */
  readonly limited: LimitedThing | undefined
  readonly limit: number | undefined

  constructor(status: number, refusal: Omit<ManagerRefusal, 'code'> & { code: ApiError['code'] }) {
    super(refusal.message)
    this.status = status
    this.code = refusal.code
    this.fields = refusal.errors ?? []
    this.usedBy = refusal.used_by ?? []
    this.retryAfter = refusal.retry_after
    this.limited = refusal.limited
    this.limit = refusal.limit
  }
}

let csrfToken = ''

/** Every answer that carries a session passes here, so that the next change is signed with its token. */
export function rememberSession(session: Session): Session {
  csrfToken = session.csrf
  return session
}

async function send(method: string, path: string, body: unknown, formKey?: string): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (formKey) headers['Idempotency-Key'] = formKey
  try {
    return await fetch(`/api${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
    })
  } catch (cause) {
    throw Object.assign(new ApiError(0, { code: 'network', message: 'No answer from the server' }), { cause })
  }
}

async function refusalOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => undefined)) as Partial<ManagerRefusal> | undefined
  const message = body?.message ?? `${response.status} ${response.statusText}`
  return new ApiError(response.status, { ...body, code: body?.code ?? 'internal', message })
}

async function request<Answer>(method: string, path: string, body?: unknown, formKey?: string) {
  const response = await send(method, path, body, formKey)
  if (!response.ok) throw await refusalOf(response)
  return (response.status === 204 ? undefined : await response.json()) as Answer
}

/** A login in another tab changes the token: read the new one, then try once more. */
async function change<Answer>(method: string, path: string, body?: unknown, formKey?: string) {
  try {
    return await request<Answer>(method, path, body, formKey)
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'csrf') throw error
    rememberSession(await request<Session>('GET', '/session'))
    return request<Answer>(method, path, body, formKey)
  }
}

/** The hub's JSON API; every call throws an `ApiError` when it is refused. */
export const api = {
  get: <Answer>(path: string) => request<Answer>('GET', path),
  post: <Answer = void>(path: string, body?: unknown, formKey?: string) =>
    change<Answer>('POST', path, body, formKey),
  patch: <Answer>(path: string, body: unknown) => change<Answer>('PATCH', path, body),
  delete: (path: string) => change<void>('DELETE', path),
}

/** `?a=1&b=2`, without the empty ones; `""` when nothing is left. */
export function queryText(values: Record<string, string | undefined>): string {
  const filled = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled)}`
}
