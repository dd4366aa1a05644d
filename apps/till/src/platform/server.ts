import { createServer, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { addressBucket, isLoopback } from './addresses.ts'
import type { RequestLimits } from './limits.ts'

/** PEM of a certificate, followed by its chain if there is one, and of its private key. */
export interface TlsMaterial {
  certificate: string
  key: string
}

/** The first byte of a TLS handshake; no request of plain HTTP begins with it. */
const tlsHandshake = 0x16
/** Max time of any request, even of a fast upload. */
const longestRequestMs = 30 * 60_000
const idleMs = 72_000

/**
 * An HTTP server that counts and times its connections. With TLS, one port serves both: the machine's own
 * browser may stay on plain HTTP, and `socket.encrypted` marks encrypted requests.
 */
export function createHttpServer(
  handler: RequestListener,
  limits: RequestLimits,
  tls: TlsMaterial | undefined,
): Server {
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: longestRequestMs,
      keepAliveTimeout: idleMs,
      connectionsCheckingInterval: Math.min(1000, limits.headersMs),
    },
    handler,
  )
  // Replaces Node's own connection listener, so that each connection is checked before Node serves it.
  const [serve] = server.listeners('connection') as ((socket: Socket) => void)[]
  if (!serve) throw new Error('The server of Node has no listener of connections')
  server.removeAllListeners('connection')
  const waiting = new Set<Socket>()
  const serveAny = tls && createSniffer(tls, limits, waiting, (socket) => serve.call(server, socket))
  const closeServed = server.closeAllConnections.bind(server)
  server.closeAllConnections = () => {
    for (const socket of waiting) socket.destroy()
    closeServed()
  }
  const count = createConnectionCount(limits)
  server.on('connection', (socket: Socket) => {
    if (!count(socket)) socket.destroy()
    else if (serveAny) serveAny(socket)
    else serve.call(server, socket)
  })
  return server
}

/**
 * Serves TLS to connections that begin with a handshake, and plain HTTP to the others.
 * @param waiting connections that the HTTP server does not know, to be closed with it: those that have not
 * sent anything yet, and those under TLS
 */
function createSniffer(
  { certificate, key }: TlsMaterial,
  limits: RequestLimits,
  waiting: Set<Socket>,
  serve: (socket: Socket) => void,
) {
  const secure = createTlsServer({
    cert: certificate,
    key,
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: limits.headersMs,
  })
  secure.on('secureConnection', serve)
  secure.on('tlsClientError', (_error, socket) => socket.destroy())
  return (socket: Socket): void => {
    const silence = setTimeout(() => socket.destroy(), limits.headersMs)
    const drop = () => socket.destroy()
    waiting.add(socket)
    socket.once('error', drop)
    socket.once('end', drop)
    socket.once('close', () => {
      clearTimeout(silence)
      waiting.delete(socket)
    })
    socket.once('data', (bytes: Buffer) => {
      clearTimeout(silence)
      socket.off('error', drop)
      socket.off('end', drop)
      socket.pause()
      socket.unshift(bytes)
      if (bytes[0] === tlsHandshake) {
        // The TLS socket takes over: a connection that closes during its handshake must not stay half open.
        socket.allowHalfOpen = false
        secure.emit('connection', socket)
      } else {
        waiting.delete(socket)
        serve(socket)
        socket.resume()
      }
    })
  }
}

/** Returns a check whether there is room for a connection, which counts it until it closes. */
function createConnectionCount(limits: RequestLimits): (socket: Socket) => boolean {
  const byAddress = new Map<string, number>()
  let ofNetwork = 0
  return (socket) => {
    const { remoteAddress } = socket
    // It closed before it was checked.
    if (remoteAddress === undefined) return false
    const isOwn = isLoopback(remoteAddress)
    const bucket = isOwn ? 'own' : addressBucket(remoteAddress)
    const already = byAddress.get(bucket) ?? 0
    const isFull = isOwn
      ? already >= limits.ownConnections
      : already >= limits.connectionsPerAddress || ofNetwork >= limits.connections
    if (isFull) return false
    byAddress.set(bucket, already + 1)
    if (!isOwn) ofNetwork += 1
    socket.once('close', () => {
      const left = (byAddress.get(bucket) ?? 1) - 1
      if (left === 0) byAddress.delete(bucket)
      else byAddress.set(bucket, left)
      if (!isOwn) ofNetwork -= 1
    })
    return true
  }
}
