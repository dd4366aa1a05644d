import type { PairingCode } from '../station-access/wire.ts'
import { type Sending, send, stationUrl } from './send.ts'
import type { TestTill } from './start.ts'

export const otherMachine = '127.0.0.2'

/** Creates the pairing code, as the machine's own screen does. */
export const showCode = async (till: TestTill): Promise<string> =>
  (await till.post<PairingCode>('/api/station-access/code', {})).body.code

/** Sends a code, as the pairing page of another machine does. */
export const giveCode = (till: TestTill, code: unknown, name: unknown = 'Tablette', from = otherMachine) =>
  send(till, '/api/station-access', {
    from,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, name }),
  })

export const cookieOf = ({ headers }: Sending): string => headers['set-cookie']?.[0]?.split(';')[0] ?? ''

/** Pairs another machine's browser; `call` sends requests with its cookie. */
export async function pairStation(till: TestTill, { name = 'Tablette', from = otherMachine } = {}) {
  const cookie = cookieOf(await giveCode(till, await showCode(till), name, from))
  async function call<T>(method: string, path: string, body?: object) {
    const answer = await send(till, path, {
      from,
      method,
      headers: { cookie, origin: stationUrl(till), ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (answer.body === '' ? undefined : JSON.parse(answer.body)) as T }
  }
  return { cookie, call }
}
