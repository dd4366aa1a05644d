import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The line between the till and the hub; what is on it can be held, and lost. */
export async function openLine(target: string) {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let isHeld = false
  const server = createServer((till) => {
    const hub = connect(Number(port), hostname)
    for (const [from, to] of [
      [till, hub],
      [hub, till],
    ] as const) {
      sockets.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      from.on('data', (bytes) => to.write(bytes))
      if (isHeld) from.pause()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Nothing passes any more, either way. */
    hold() {
      isHeld = true
      for (const socket of sockets) socket.pause()
    },
    /** What was held never arrives; new calls pass. */
    lose() {
      isHeld = false
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type Line = Awaited<ReturnType<typeof openLine>>
