import { once } from 'node:events'
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net'
import { createTestDatabase, until } from '@hub/testing'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { openBus } from './bus.ts'
import { openDatabase } from './db/index.ts'

/** A proxy in front of the database. `close` cuts its connections, and refuses and counts new ones. */
async function openDoor(url: string) {
  const { hostname, port, searchParams } = new URL(url)
  const folder = searchParams.get('host')
  const inside = new Set<Socket>()
  const refusedAtMs: number[] = []
  let isOpen = true
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    if (!isOpen) {
      refusedAtMs.push(performance.now())
      socket.destroy()
      return
    }
    inside.add(socket)
    const database = folder
      ? createConnection(`${folder}/.s.PGSQL.5432`)
      : createConnection(Number(port), hostname)
    database.on('error', () => socket.destroy())
    socket.pipe(database).pipe(socket)
    socket.once('close', () => database.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const through = new URL(url)
  through.searchParams.delete('host')
  through.hostname = '127.0.0.1'
  through.port = String((server.address() as AddressInfo).port)
  return {
    url: through.href,
    refusedAtMs,
    close() {
      isOpen = false
      for (const socket of inside) socket.destroy()
    },
    open() {
      isOpen = true
    },
    stop: () => server.close(),
  }
}

test('while the database is away it is asked once at a time, and heard again afterwards (design, rule 4)', async () => {
  const { setting, drop } = await createTestDatabase()
  const door = await openDoor(setting.url)
  const [here, there] = await Promise.all([door.url, setting.url].map((url) => openDatabase({ url })))
  const log = pino({ level: 'silent' })
  const [bus, other] = await Promise.all([here!, there!].map((database) => openBus(database, log)))
  onTestFinished(async () => {
    await Promise.all([bus!.close(), other!.close()])
    await Promise.all([here!.close(), there!.close()])
    door.stop()
    await drop()
  })
  const heard: string[] = []
  bus!.on('order', (id) => heard.push(id))
  door.close()
  await until(() => door.refusedAtMs.length >= 5)
  const waits = door.refusedAtMs.slice(1).map((at, index) => at - door.refusedAtMs[index]!)
  expect(Math.min(...waits)).toBeGreaterThan(400)
  door.open()
  await until(() => {
    other!.send('order', 'q7x2p')
    return heard.includes('q7x2p')
  })
})

test('a notification of another program is passed over, and the next one heard (design, rule 4)', async () => {
  const { setting, drop } = await createTestDatabase()
  const [here, there] = await Promise.all([setting, setting].map(openDatabase))
  const log = pino({ level: 'silent' })
  const [bus, other] = await Promise.all([here!, there!].map((database) => openBus(database, log)))
  onTestFinished(async () => {
    await Promise.all([bus!.close(), other!.close()])
    await Promise.all([here!.close(), there!.close()])
    await drop()
  })
  const heard: string[] = []
  bus!.on('order', (id) => heard.push(id))
  for (const payload of ['', 'hello', '{}', '{"from":"psql","messages":[7]}'])
    await there!.db`select pg_notify('hub', ${payload})`
  other!.send('order', 'q7x2p')
  await until(() => heard.includes('q7x2p'))
})
