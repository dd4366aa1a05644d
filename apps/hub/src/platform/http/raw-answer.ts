import { newId } from '../ids.ts'
import { everyAnswer } from './security.ts'

const reasons = {
  400: 'Bad Request',
  408: 'Request Timeout',
  503: 'Service Unavailable',
} as const

/** The raw bytes of an answer to something that never became a request. The socket is closed after it. */
export function rawAnswer(
  status: keyof typeof reasons,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): string {
  const body = JSON.stringify({ message, error_type: status === 503 ? 'too_many_requests' : 'bad_request' })
  const all = {
    'Content-Type': 'application/json; charset=utf-8',
    'X-Request-Id': newId(12),
    ...everyAnswer,
    ...headers,
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${reasons[status]}\r\n${lines.join('')}\r\n${body}`
}
