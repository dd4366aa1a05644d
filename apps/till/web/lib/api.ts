import { t } from '../labels/index.ts'

/** A refusal of the till's server, or no answer at all (`status` 0): `message` is a sentence to show. */
export class ApiFailure extends Error {
  readonly status: number
  /** Field name → sentence; empty when no field is at fault. */
  readonly fields: Readonly<Record<string, string>>

  constructor(status: number, message: string, fields: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.fields = fields
  }
}

interface Refusal {
  message?: string
  errors?: { field: string; message: string }[]
}

// In memory only: an identification ends with the page.
let intervenantKey: string | undefined

export const setIntervenantKey = (key: string | undefined) => {
  intervenantKey = key
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const isFile = body instanceof Blob
  let response: Response
  let answer: unknown
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers: {
        ...(body !== undefined && {
          'content-type': isFile ? body.type || 'application/octet-stream' : 'application/json',
        }),
        ...(intervenantKey && { 'x-intervenant': intervenantKey }),
      },
      ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    answer = text === '' ? undefined : JSON.parse(text)
  } catch (cause) {
    throw Object.assign(new ApiFailure(0, t('app.unreachable')), { cause })
  }
  if (response.ok) return answer as T
  throw failureOf(response.status, answer)
}

function failureOf(status: number, answer: unknown): ApiFailure {
  const { message, errors = [] } = (answer ?? {}) as Refusal
  const fields = Object.fromEntries(errors.map((error) => [error.field, error.message]))
  return new ApiFailure(status, message ?? t('app.unexpected'), fields)
}

/** Paths start with `/` and leave `/api` out. Every call may throw an `ApiFailure`, and nothing else. */
export const api = {
  get: <T>(path: string) => call<T>('GET', path),
  post: <T>(path: string, body: unknown = {}) => call<T>('POST', path, body),
  put: <T>(path: string, body: unknown = {}) => call<T>('PUT', path, body),
  /** The file as it is, of its own type, here and below. */
  postFile: <T>(path: string, file: Blob) => call<T>('POST', path, file),
  putFile: <T>(path: string, file: Blob) => call<T>('PUT', path, file),
  delete: <T>(path: string) => call<T>('DELETE', path),
}

/** A file of the till, handed to the browser's downloads under the name that the till gives it. */
export async function download(path: string): Promise<string> {
  let response: Response
  try {
    response = await fetch(`/api${path}`, {
      headers: { ...(intervenantKey && { 'x-intervenant': intervenantKey }) },
    })
  } catch (cause) {
    throw Object.assign(new ApiFailure(0, t('app.unreachable')), { cause })
  }
  if (!response.ok) throw failureOf(response.status, await response.json().catch(() => undefined))
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'fichier'
  const url = URL.createObjectURL(await response.blob())
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  // The browser has taken the file by the next turn.
  setTimeout(() => URL.revokeObjectURL(url))
  return name
}
