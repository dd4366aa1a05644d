import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { TillError } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { Tries } from '../platform/tries.ts'
import { defineSetting, isText, orNull } from '../settings/index.ts'
import { recordEvent } from '../technical-events/index.ts'
import { readNewPassword } from './form.ts'
import { hashPassword, isPassword } from './password.ts'

export { readNewPassword } from './form.ts'
export { hashPassword, isPassword } from './password.ts'

const storedPassword = defineSetting('intervenant.password', null, orNull(isText(200)))

const sessionMs = 30 * 60_000

/**
 * Restricts sensitive settings to an identified technician; without a password everyone may change them (kezia D16).
 */
export interface Intervenant {
  state(request: FastifyRequest): { hasPassword: boolean; isIdentified: boolean }
  /** Whether the request is from an identified technician; always false while no password is set. */
  isTechnician(request: FastifyRequest): boolean
  /** @throws {TillError} 403 unless the request may change the settings */
  require(request: FastifyRequest): void
}

export function createIntervenant(
  platform: Pick<Platform, 'http' | 'database' | 'settings' | 'clock' | 'live'>,
): Intervenant {
  const { http, database, settings, live } = platform
  const nowMs = () => platform.clock.now().epochMilliseconds
  // Sessions are kept in memory only: they end with the process, or with the page that holds the key.
  const sessions = new Map<string, number>()
  const tries = new Tries(platform.clock)

  const isIdentified = (request: FastifyRequest): boolean => {
    const key = String(request.headers['x-intervenant'] ?? '')
    if ((sessions.get(key) ?? 0) <= nowMs()) return false
    sessions.set(key, nowMs() + sessionMs)
    return true
  }
  const state: Intervenant['state'] = (request) => {
    const hasPassword = settings.get(storedPassword) !== null
    return { hasPassword, isIdentified: !hasPassword || isIdentified(request) }
  }
  const isTechnician: Intervenant['isTechnician'] = (request) =>
    settings.get(storedPassword) !== null && isIdentified(request)
  const require: Intervenant['require'] = (request) => {
    if (!state(request).isIdentified)
      throw new TillError(403, 'Veuillez vous identifier comme intervenant pour modifier les paramètres')
  }

  const journal = (what: string) => database.transaction(() => recordEvent(platform, 'intervention', what))

  function identify(body: unknown): { key: string } {
    const form = new Form(body)
    const password = form.text('password', { isRequired: true })
    form.check()
    tries.check()
    const stored = settings.get(storedPassword)
    if (stored !== null && !isPassword(password, stored)) {
      tries.failed()
      journal('Mot de passe intervenant refusé')
      throw new TillError(422, 'Mot de passe refusé.', [
        { field: 'password', message: 'Mot de passe refusé.' },
      ])
    }
    tries.succeeded()
    if (stored !== null) journal("Identification de l'intervenant")
    const key = randomBytes(32).toString('base64url')
    sessions.set(key, nowMs() + sessionMs)
    return { key }
  }

  function changePassword(body: unknown): void {
    const password = readNewPassword(body)
    database.transaction(() => {
      settings.set(storedPassword, password === '' ? null : hashPassword(password))
      sessions.clear()
      database.afterCommit(() => live.push('intervenant'))
    })
  }

  http.get('/api/intervenant', (request) => state(request))
  http.post('/api/intervenant/identify', (request) => identify(request.body))
  http.put('/api/intervenant/password', (request, reply) => {
    require(request)
    changePassword(request.body)
    return reply.code(204).send()
  })
  return { state, isTechnician, require }
}
