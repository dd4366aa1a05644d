import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isLoopback, plainAddress } from '../platform/addresses.ts'
import { forbidden, TillError } from '../platform/errors.ts'
import { keyOf } from './cookie.ts'
import { isOpenRoute } from './rules.ts'
import type { Stations } from './stations.ts'

export const isOwnMachine = ({ socket }: FastifyRequest): boolean => isLoopback(socket.remoteAddress)
export const addressOf = ({ socket }: FastifyRequest): string => plainAddress(socket.remoteAddress)

/**
 * Allows requests from the machine itself and from paired stations; others only get the pairing page (security S1,
 * S34).
 */
export function guardStations(http: FastifyInstance, stations: Stations): void {
  http.addHook('onRequest', async (request, reply) => {
    if (isOwnMachine(request)) return
    const station = stations.find(keyOf(request))
    if (station) {
      stations.track(station, addressOf(request), reply.raw)
      if (stations.isFlushDue) flushOrReport(http, stations)
      return
    }
    if (!isOpenRoute(request.routeOptions.url))
      throw new TillError(401, "Ce poste n'est pas associé à la caisse.")
  })
  http.addHook('preClose', async () => flushOrReport(http, stations))
}

/** A failure to store when stations were last seen is logged and must not fail the request. */
function flushOrReport(http: FastifyInstance, stations: Stations): void {
  try {
    stations.flush()
  } catch (error) {
    http.log.error(error)
  }
}

/** @throws {TillError} 403 for a request from any other machine */
export function requireOwnMachine(request: FastifyRequest): void {
  if (!isOwnMachine(request)) throw forbidden('Les postes se gèrent sur la machine de la caisse.')
}
