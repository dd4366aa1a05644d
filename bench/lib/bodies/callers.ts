import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { openDatabase, transaction } from '@hub/hub/database'
import { grant } from '@hub/hub/permissions'
import type { Fixture } from '../fixture.ts'
import type { Caller } from './case.ts'

export interface Answer {
  status: number
  text: string
}

export interface Call {
  method: string
  path: string
  body?: Buffer
  type?: string | undefined
  isKeyed?: boolean | undefined
  isChunked?: boolean | undefined
}

/** Sends requests over one kept connection, as the callers of the fixture. */
export interface Callers {
  send(caller: Caller, call: Call): Promise<Answer>
  /** Sends JSON. @throws {Error} when the answer is no 200 */
  make(caller: Caller, method: string, path: string, body: unknown): Promise<Record<string, unknown>>
  close(): void
}

/** A person signs up, and gets all rights on the fixture's account. */
async function signUp(origin: string, accountId: string, databaseUrl: string) {
  const person = {
    first_name: 'Inès',
    last_name: 'Haddad',
    email: 'ines@bench.example',
    password: 'trente-deux fourchettes',
    locale: 'fr-FR',
  }
  const visit = await fetch(`${origin}/api/session`)
  const { csrf } = (await visit.json()) as { csrf: string }
  const signup = await fetch(`${origin}/api/signup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookiesOf(visit), 'x-csrf-token': csrf },
    body: JSON.stringify(person),
  })
  if (!signup.ok) throw new Error(`/api/signup: ${signup.status} ${await signup.text()}`)
  const session = (await signup.json()) as { csrf: string; user: { id: string } }
  const { db, close } = await openDatabase({ url: databaseUrl })
  await transaction(db, (trx) =>
    grant(trx, { accountId, locationId: null, userId: session.user.id, role: 'admin' }),
  )
  await close()
  return { cookie: cookiesOf(signup), 'x-csrf-token': session.csrf }
}

const cookiesOf = ({ headers }: Response) =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .filter((pair) => !pair?.endsWith('='))
    .join('; ')

function contentHeaders({ body, type = 'application/json', isKeyed, isChunked }: Call) {
  if (!body) return {}
  return {
    'content-type': type,
    ...(isChunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': body.length }),
    ...(isKeyed ? { 'idempotency-key': randomUUID() } : {}),
  }
}

export async function openCallers(origin: string, fixture: Fixture, databaseUrl: string): Promise<Callers> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const credentials: Record<Caller, Record<string, string>> = {
    webshop: { 'x-access-token': fixture.webshop },
    office: { 'x-access-token': fixture.office },
    manager: await signUp(origin, fixture.accountId, databaseUrl),
  }
  const send = (caller: Caller, call: Call): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { method, path, body } = call
      const headers = { ...credentials[caller], ...contentHeaders(call) }
      const sent = request(origin + path, { method, headers, agent }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        )
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return {
    send,
    async make(caller, method, path, body) {
      const sent = body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) }
      const { status, text } = await send(caller, { method, path, ...sent })
      if (status !== 200) throw new Error(`${path}: ${status} ${text.slice(0, 500)}`)
      return JSON.parse(text)
    },
    close: () => agent.destroy(),
  }
}
