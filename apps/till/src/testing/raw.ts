import { once } from 'node:events'
import { connect } from 'node:net'

/**
 * Sends the bytes of one request as they are; the status of its answer, of which no more is read. 0 when the connection
 * ends without one.
 */
export async function statusOf(port: number, request: string, from = '127.0.0.1'): Promise<number> {
  const socket = connect({ host: '127.0.0.1', port, localAddress: from })
  socket.write(request)
  const [head] = await Promise.race([once(socket, 'data'), once(socket, 'close')])
  socket.destroy()
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(String(head))?.[1] ?? 0)
}
