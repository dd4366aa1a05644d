import { connect, type Socket } from 'node:net'

const eventMark = Buffer.from('event: callback')
const renewMark = Buffer.from('event: renew')

/** An open stream that knows when it was told of its last event. */
export interface OpenStream {
  events: number
  lastAtMs: number
  socket: Socket
}

/** Opens a stream of events over a bare socket, and waits until it is answered. */
export function openStream(origin: string, token: string): Promise<OpenStream> {
  const { hostname, port, host } = new URL(origin)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) })
    const stream: OpenStream = { events: 0, lastAtMs: 0, socket }
    socket.on('error', reject)
    let lastId: string | undefined
    const ask = () => {
      const resume = lastId === undefined ? '' : `last-event-id: ${lastId}\r\n`
      socket.write(
        `GET /v1/callback/events/stream HTTP/1.1\r\nhost: ${host}\r\nx-access-token: ${token}\r\n${resume}\r\n`,
      )
    }
    ask()
    const read = (chunk: Buffer) => {
      // The connection stays: the reader comes back on it.
      if (chunk.includes(renewMark)) ask()
      if (!chunk.includes(eventMark)) return
      lastId = [...chunk.toString('latin1').matchAll(/^id: (\S+)$/gm)].at(-1)?.[1] ?? lastId
      stream.events++
      stream.lastAtMs = performance.now()
    }
    socket.once('data', (head: Buffer) => {
      const status = head.toString('latin1', 9, 12)
      if (status !== '200') return reject(new Error(`the stream was answered ${head.toString('utf8')}`))
      socket.on('data', read)
      // What was pending may come with the head.
      read(head)
      resolve(stream)
    })
  })
}
