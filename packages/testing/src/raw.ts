import { connect, type Socket } from 'node:net'

export interface RawAnswer {
  status: number
  /** Names in lower case; the last of several with one name. */
  headers: Record<string, string>
  body: string
}

/** A socket to a server, for requests that fetch would mend before it sends them. */
export class RawConnection {
  readonly socket: Socket
  /** Resolves when the server has closed the connection, or refused it. */
  readonly closed: Promise<void>
  #received = Buffer.alloc(0)
  #isClosed = false
  #wake: (() => void) | undefined

  constructor(origin: string) {
    const { hostname, port } = new URL(origin)
    this.socket = connect(Number(port), hostname.replace(/^\[|\]$/g, ''))
    this.socket.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, Buffer.from(chunk)])
      this.#wake?.()
    })
    // What was received before a reset still counts.
    this.socket.on('error', () => undefined)
    this.closed = new Promise((resolve) => {
      this.socket.on('close', () => {
        this.#isClosed = true
        this.#wake?.()
        resolve()
      })
    })
  }

  send(bytes: string | Buffer): this {
    this.socket.write(bytes)
    return this
  }

  /**
   * The next answer; undefined when the connection is closed before it is whole. A stream counts by its head.
   * @param method of the request: the answer to a HEAD has no body, whatever it says
   */
  async answer(method = 'GET'): Promise<RawAnswer | undefined> {
    for (;;) {
      const answer = this.#take(method === 'HEAD')
      if (answer || this.#isClosed) return answer
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake = resolve
      await promise
    }
  }

  #take(isHead: boolean): RawAnswer | undefined {
    const headEnd = this.#received.indexOf('\r\n\r\n')
    if (headEnd === -1) return undefined
    const [statusLine = '', ...lines] = this.#received.toString('latin1', 0, headEnd).split('\r\n')
    const headers = Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
      }),
    )
    const isBare = isHead || (headers['content-type']?.startsWith('text/event-stream') ?? false)
    const isChunked = !isBare && headers['transfer-encoding'] !== undefined
    const bodyStart = headEnd + 4
    const bodyEnd = bodyStart + (isBare ? 0 : Number(headers['content-length'] ?? 0))
    const isWhole = isChunked
      ? this.#isClosed || this.#received.includes('\r\n0\r\n\r\n', bodyStart - 2)
      : this.#received.length >= bodyEnd
    if (!isWhole) return undefined
    const end = isChunked ? this.#received.length : bodyEnd
    const body = this.#received.toString('utf8', bodyStart, end)
    this.#received = this.#received.subarray(end)
    return { status: Number(statusLine.split(' ')[1]), headers, body }
  }

  close(): void {
    this.socket.destroy()
  }
}

/** One request on a connection of its own, which is closed. */
export async function rawRequest(origin: string, bytes: string | Buffer): Promise<RawAnswer | undefined> {
  const connection = new RawConnection(origin).send(bytes)
  try {
    return await connection.answer()
  } finally {
    connection.close()
  }
}
