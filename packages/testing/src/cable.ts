import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/**
 * A cable between a client and a server, byte by byte. Cut, it swallows what either side sends, and says nothing to
 * either: no end, no reset, as when packets are dropped.
 * @param target origin of the server behind, `http://127.0.0.1:4000`
 */
export async function startCable(target: string) {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let isCut = false

  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => {
        if (!isCut) to.write(bytes)
      })
      from.on('error', () => undefined)
      from.on('end', () => {
        if (!isCut) to.end()
      })
      from.on('close', () => {
        sockets.delete(from)
        if (!isCut) to.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      isCut = true
    },
    /** What was under way is lost; what comes now passes. */
    mend() {
      isCut = false
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      isCut = true
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type TestCable = Awaited<ReturnType<typeof startCable>>
