import type { FastifyInstance, FastifyRequest } from 'fastify'
import { tooManyRequests } from '../errors.ts'
import { addressKey, isLoopbackHost } from './addresses.ts'

const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host'] as const

/**
 * Whether a request comes from this machine, to a host name of this machine. Only such requests get the shortcuts of
 * development (security S5). A forwarded request comes from elsewhere, whatever its `Host` says.
 */
export const isLocalRequest = ({ hostname, headers }: FastifyRequest) =>
  isLoopbackHost(hostname) && forwarded.every((name) => headers[name] === undefined)

/**
 * Limits the concurrent requests, streams included, of each address behind a trusted proxy, since its connections are
 * the proxy's (security S3).
 */
export function limitForwardedRequests(
  app: FastifyInstance,
  {
    perAddress,
    isTrustedProxy,
  }: { perAddress: number; isTrustedProxy(address: string | undefined): boolean },
): void {
  const underWay = new Map<string, number>()
  app.addHook('onRequest', (request, reply, done) => {
    const { remoteAddress } = request.socket
    if (!isTrustedProxy(remoteAddress) || request.ip === remoteAddress) return done()
    const key = addressKey(request.ip)
    const count = underWay.get(key) ?? 0
    if (count >= perAddress) throw tooManyRequests('Too many requests are under way from this address', 10)
    underWay.set(key, count + 1)
    reply.raw.once('close', () => {
      const left = (underWay.get(key) ?? 1) - 1
      if (left > 0) underWay.set(key, left)
      else underWay.delete(key)
    })
    done()
  })
}
