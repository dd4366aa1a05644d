import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hashPassword, type Intervenant, isPassword, readNewPassword } from '../intervenant/index.ts'
import { actAs } from '../platform/actor.ts'
import { plainAddress } from '../platform/addresses.ts'
import { forbidden, TillError } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import { isEncrypted } from '../platform/guard.ts'
import type { Platform } from '../platform/platform.ts'
import { Tries } from '../platform/tries.ts'
import { defineSetting, isText, orNull } from '../settings/index.ts'
import { recordEvent } from '../technical-events/index.ts'
import { mayUse } from './rules.ts'
import type { Profile } from './wire.ts'

const supervisorPassword = defineSetting('profiles.supervisorPassword', null, orNull(isText(200)))

const cookieName = 'till_profile'
/** After this long without a write, a screen left alone returns to the profile Vendeur. */
const sessionMs = 4 * 3600_000

interface Session {
  base: Profile['base']
  untilMs: number
}

/**
 * Profiles and their rights (contract, kezia §5.12), enforced here; the screens only adapt. Without a SUPERVISEUR
 * password every screen has the profile SUPERVISEUR. With one, every screen is Vendeur until the password is given.
 */
export function profiles(platform: Platform, intervenant: Intervenant): void {
  const { http, database, settings, clock, live } = platform
  const nowMs = () => clock.now().epochMilliseconds
  // Sessions are kept in memory only and end with the process.
  const sessions = new Map<string, Session>()
  const tries = new Tries(clock)

  /** The open session of the request. One that has expired is removed, and nothing extends it. */
  function sessionOf(request: FastifyRequest): Session | undefined {
    const key = cookieOf(request)
    const session = sessions.get(key)
    if (session === undefined || session.untilMs > nowMs()) return session
    sessions.delete(key)
    return undefined
  }
  function baseOf(request: FastifyRequest): Profile['base'] {
    const session = sessionOf(request)
    if (session) return session.base
    return settings.get(supervisorPassword) === null ? 'supervisor' : 'seller'
  }
  function profileOf(request: FastifyRequest): Profile {
    const base = baseOf(request)
    return {
      name: intervenant.isTechnician(request) ? 'intervenant' : base,
      base,
      hasSupervisorPassword: settings.get(supervisorPassword) !== null,
      hasIntervenantPassword: intervenant.state(request).hasPassword,
    }
  }

  http.addHook('onRequest', async (request) => {
    const pattern = request.routeOptions.url
    if (pattern === undefined || mayUse(profileOf(request), request.method, pattern)) return
    throw forbidden('Cette fonction est réservée au profil SUPERVISEUR.')
  })
  http.addHook('preHandler', (request, _reply, done) => {
    const session = sessionOf(request)
    if (session?.base === 'supervisor' && request.method !== 'GET') session.untilMs = nowMs() + sessionMs
    actAs(`${nameOf(profileOf(request))} (${addressOf(request)})`, done)
  })

  /** Opens a session and sends its cookie. */
  function enter(request: FastifyRequest, reply: FastifyReply, base: Profile['base']) {
    const key = randomBytes(32).toString('base64url')
    sessions.set(key, { base, untilMs: base === 'seller' ? Number.POSITIVE_INFINITY : nowMs() + sessionMs })
    return reply
      .header(
        'set-cookie',
        `${cookieName}=${key}; Path=/; HttpOnly; SameSite=Strict${isEncrypted(request) ? '; Secure' : ''}`,
      )
      .code(204)
      .send()
  }

  /** @throws {TillError} 422, 429 */
  function readChoice(body: unknown): Profile['base'] {
    const form = new Form(body)
    const base = form.choice('profile', ['supervisor', 'seller'])
    const password = form.text('password')
    form.check()
    const stored = settings.get(supervisorPassword)
    if (base === 'supervisor' && stored !== null) {
      tries.check()
      if (!isPassword(password, stored)) {
        tries.failed()
        journal('Mot de passe SUPERVISEUR refusé')
        throw new TillError(422, 'Mot de passe refusé.', [
          { field: 'password', message: 'Mot de passe refusé.' },
        ])
      }
      tries.succeeded()
    }
    journal(`Profil ${nameOf({ name: base })}`)
    return base
  }
  const journal = (what: string) => database.transaction(() => recordEvent(platform, 'intervention', what))

  http.get('/api/profile', (request) => profileOf(request))
  http.post('/api/profile', (request, reply) => {
    const base = readChoice(request.body)
    sessions.delete(cookieOf(request))
    return enter(request, reply, base)
  })
  http.put('/api/profile/supervisor-password', (request, reply) => {
    if (baseOf(request) !== 'supervisor')
      throw forbidden('Seul le profil SUPERVISEUR change son mot de passe.')
    const password = readNewPassword(request.body)
    database.transaction(() => {
      settings.set(supervisorPassword, password === '' ? null : hashPassword(password))
      database.afterCommit(() => {
        for (const [key, { base }] of sessions) if (base === 'supervisor') sessions.delete(key)
        live.push('profile')
      })
    })
    // The user who sets the password stays SUPERVISEUR; every other screen must ask for it.
    return enter(request, reply, 'supervisor')
  })
}

const cookieOf = ({ headers }: FastifyRequest): string =>
  new RegExp(`(?:^|; )${cookieName}=([\\w-]+)`).exec(headers.cookie ?? '')?.[1] ?? ''

const names = { supervisor: 'SUPERVISEUR', seller: 'Vendeur', intervenant: 'Intervenant' } as const

const nameOf = ({ name }: Pick<Profile, 'name'>) => names[name]

const addressOf = ({ socket }: FastifyRequest) => plainAddress(socket.remoteAddress)
