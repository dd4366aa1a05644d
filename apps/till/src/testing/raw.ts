import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Till } from '../app.ts'

const portOf = ({ url }: Till) => Number(new URL(url).port)

interface Opening {
  /** Client address as the till sees it. */
  from?: string
  isEncrypted?: boolean
}

/** A raw TCP or TLS connection to the till. */
export function openSocket(till: Till, { from = '127.0.0.1', isEncrypted = false }: Opening = {}): Socket {
  const socket = connect({ host: '127.0.0.1', port: portOf(till), localAddress: from })
  return isEncrypted ? connectTls({ socket, rejectUnauthorized: false }) : socket
}

/**
 * Sends the bytes of one request unchanged and returns the status of the answer, whose rest is not read. 0 when the
 * connection closes without an answer.
 */
export async function statusOf(till: Till, request: string, opening?: Opening): Promise<number> {
  const socket = openSocket(till, opening)
  socket.write(request)
  const [head] = await Promise.race([once(socket, 'data'), once(socket, 'close')])
  socket.destroy()
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(String(head))?.[1] ?? 0)
}
