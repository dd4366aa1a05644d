import { connect, type Socket } from 'node:net'

const eventMark = Buffer.from('event: callback')
const renewMark = Buffer.from('event: renew')
/** All sockets read into it, one after the other: a reader of thousands must not be slower than the server. */
const received = Buffer.alloc(64 * 1024)

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
    let isAnswered = false
    let lastEvents = ''
    const socket = connect({
      host: hostname,
      port: Number(port),
      onread: {
        buffer: received,
        callback(bytes) {
          read(received.subarray(0, bytes))
          return true
        },
      },
    })
    const stream: OpenStream = { events: 0, lastAtMs: 0, socket }
    socket.on('error', reject)
    const ask = () => {
      const lastId = [...lastEvents.matchAll(/^id: (\S+)$/gm)].at(-1)?.[1]
      const resume = lastId === undefined ? '' : `last-event-id: ${lastId}\r\n`
      socket.write(
        `GET /v1/callback/events/stream HTTP/1.1\r\nhost: ${host}\r\nx-access-token: ${token}\r\n${resume}\r\n`,
      )
    }
    function read(chunk: Buffer) {
      if (!isAnswered) {
        isAnswered = true
        if (chunk.toString('latin1', 9, 12) === '200') resolve(stream)
        else reject(new Error(`the stream was answered ${chunk.toString()}`))
      }
      if (chunk.includes(eventMark)) {
        lastEvents = chunk.toString('latin1')
        stream.events++
        stream.lastAtMs = performance.now()
      }
      // The connection stays: the reader comes back on it.
      if (chunk.includes(renewMark)) ask()
    }
    ask()
  })
}
