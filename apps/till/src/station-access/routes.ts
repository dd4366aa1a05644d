import type { FastifyRequest } from 'fastify'
import { notFound, refused, TillError } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import { isEncrypted } from '../platform/guard.ts'
import type { Platform } from '../platform/platform.ts'
import { recordEvent } from '../technical-events/index.ts'
import { AttemptLimiter } from './attempts.ts'
import { cookieFor, keyOf } from './cookie.ts'
import { addressOf, isOwnMachine, requireOwnMachine } from './guard.ts'
import type { Pairing } from './pairing.ts'
import type { Stations } from './stations.ts'
import type { PairingCode, StationAccess, Stations as StationsPage } from './wire.ts'

const path = '/api/station-access'
const wrongCode = 'Code refusé ou périmé : affichez-en un nouveau sur la machine de la caisse.'

interface Services {
  pairing: Pairing
  stations: Stations
  /** Undefined while the till only listens on its own machine. */
  network: { urls(): string[]; fingerprint: string | null } | undefined
}

export function stationRoutes(platform: Platform, { pairing, stations, network }: Services): void {
  const { http, clock, database, live } = platform
  const limiter = new AttemptLimiter(clock)
  const journal = (what: string) =>
    database.transaction(() => {
      recordEvent(platform, 'intervention', what)
      database.afterCommit(() => live.push('station-access'))
    })

  http.get(path, (request, reply): StationAccess => {
    const key = keyOf(request)
    if (stations.find(key)) reply.header('set-cookie', cookieFor(request, key))
    return {
      isOwnMachine: isOwnMachine(request),
      isNetworkOpen: network !== undefined,
      isEncrypted: network !== undefined && network.fingerprint !== null,
    }
  })

  http.post(path, (request, reply) => {
    const { code, name } = readPairing(request)
    const tries = limiter.of(addressOf(request))
    tries.check()
    if (!pairing.redeem(code)) {
      tries.failed()
      throw new TillError(422, wrongCode, [{ field: 'code', message: wrongCode }])
    }
    tries.succeeded()
    const key = stations.add({ name, address: addressOf(request) })
    journal(
      `Poste « ${name} » associé (${addressOf(request)}${isEncrypted(request) ? '' : ', sans chiffrement'})`,
    )
    return reply.header('set-cookie', cookieFor(request, key)).code(204).send()
  })

  http.get(`${path}/stations`, (request): StationsPage => {
    requireOwnMachine(request)
    return {
      urls: network?.urls() ?? [],
      fingerprint: network?.fingerprint ?? null,
      pairing: pairing.current(),
      stations: stations.list(),
    }
  })

  http.post(`${path}/code`, (request): PairingCode => {
    requireOwnMachine(request)
    if (!network)
      throw refused("La caisse n'est pas ouverte au réseau : votre installateur l'ouvre (TILL_HOST).")
    const code = pairing.begin()
    live.push('station-access')
    return code
  })

  http.delete<{ Params: { id: string } }>(`${path}/stations/:id`, (request, reply) => {
    requireOwnMachine(request)
    const station = stations.revoke(request.params.id)
    if (!station) throw notFound("Ce poste n'est plus associé.")
    journal(`Poste « ${station.name} » révoqué`)
    return reply.code(204).send()
  })
}

/** @throws {TillError} 422 */
function readPairing({ body }: FastifyRequest): { code: string; name: string } {
  const form = new Form(body)
  const code = form.text('code', { isRequired: true, most: 20 }).replace(/\s/g, '')
  const name = form.text('name', { isRequired: true, most: 40 })
  form.check()
  return { code, name }
}
