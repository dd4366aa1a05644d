import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { isLoopback } from '../platform/addresses.ts'
import { TillError } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { Tries } from '../platform/tries.ts'
import { defineSetting, isText, orNull } from '../settings/index.ts'
import { isOpenRoute } from './rules.ts'

const storedCode = defineSetting('stationAccess.code', null, orNull(isText(8)))
const storedKey = defineSetting('stationAccess.key', null, orNull(isText(64)))

const path = '/api/station-access'
const cookieName = 'till_station'
const yearSeconds = 365 * 24 * 3600

/**
 * Lets postes of the network in once they gave the code of this till (design, TILL_HOST); the machine itself needs none.
 * Returns the code, eight digits, made at the first start that listens to the network and kept.
 */
export function guardStations(platform: Platform): string {
  const { http, clock } = platform
  const { code, key } = ensureSecrets(platform)
  const tries = new Tries(clock)

  http.addHook('onRequest', async (request) => {
    const isAdmitted = isOpenRoute(request.routeOptions.url) || isLoopback(request.socket.remoteAddress)
    if (!isAdmitted && !isSame(cookieOf(request), key))
      throw new TillError(401, 'Ce poste doit donner le code de la caisse.')
  })
  http.post(path, (request, reply) => {
    const form = new Form(request.body)
    const given = form.text('code', { isRequired: true }).replace(/\s/g, '')
    form.check()
    tries.check()
    if (!isSame(given, code)) {
      tries.failed()
      throw new TillError(422, 'Code refusé.', [{ field: 'code', message: 'Code refusé.' }])
    }
    tries.succeeded()
    const cookie = `${cookieName}=${key}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${yearSeconds}`
    return reply.header('set-cookie', cookie).code(204).send()
  })
  http.get(path, ({ socket }) => ({ code: isLoopback(socket.remoteAddress) ? code : null }))
  return code
}

function ensureSecrets({ database, settings }: Platform): { code: string; key: string } {
  const code = settings.get(storedCode) ?? String(randomInt(100_000_000)).padStart(8, '0')
  const key = settings.get(storedKey) ?? randomBytes(32).toString('base64url')
  database.transaction(() => {
    settings.set(storedCode, code)
    settings.set(storedKey, key)
  })
  return { code, key }
}

const cookieOf = ({ headers }: FastifyRequest): string =>
  new RegExp(`(?:^|; )${cookieName}=([\\w-]+)`).exec(headers.cookie ?? '')?.[1] ?? ''

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
