// The till as its own process, killed while it prints (kezia §5.6).
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { until } from '../connector/testing/till.ts'
import { margherita } from '../testing/counter-sale.ts'
import { temporaryFolder } from '../testing/start.ts'
import { plugPrinter, printerForm } from './testing/till.ts'
import type { PrintJobRow } from './wire.ts'

const main = join(import.meta.dirname, '../main.ts')

/** A till that can be killed and started again on its data. */
async function startTillProcess() {
  const dataDir = temporaryFolder()
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, DATA_DIR: dataDir, TILL_PORT: '0', HUB_API_ORIGIN: 'http://127.0.0.1:9' }
  let child = fork(main, { env, silent: true })
  let url = ''
  const ready = async () => {
    const [message] = (await once(child, 'message')) as [{ ready: string }]
    url = message.ready
  }
  await ready()
  const kill = async () => {
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) await kill()
  })
  return {
    kill,
    async restart() {
      child = fork(main, { env, silent: true })
      await ready()
    },
    async post(path: string, body: unknown): Promise<number> {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })).status
    },
    jobs: async () => (await (await fetch(`${url}/api/print-jobs`)).json()) as PrintJobRow[],
  }
}

test('killed again and again in the middle of its tickets, the till prints each of them once', async () => {
  const [till, printer] = [await startTillProcess(), await plugPrinter()]
  const isIdle = () => until(async () => expect(await till.jobs()).toEqual([]))
  expect(await till.post('/api/printers', printerForm(printer, { printsTickets: true }))).toBe(201)
  await till.post('/api/printers/1/test', {})
  await isIdle()
  printer.tickets.length = 0
  printer.lineMs = 4

  let sold = 0
  const sell = async (count: number) => {
    for (let one = 0; one < count; one += 1) {
      expect(await till.post('/api/sales', margherita({ isPrinted: true }))).toBe(201)
      sold += 1
    }
  }
  const struck = async (moment: () => void) => {
    await until(moment)
    await till.kill()
    await till.restart()
  }
  // Before the first byte of the last one, in the middle of a ticket, and after its cut with the answer on its way.
  await sell(3)
  await struck(() => {})
  await sell(2)
  await struck(() => expect(printer.begun).toContain('MARGHERITA'))
  await sell(2)
  const before = printer.tickets.length
  printer.isAnswerLost = true
  await struck(() => expect(printer.tickets.length).toBeGreaterThan(before))
  await isIdle()
  await until(() => expect(printer.tickets.length).toBeGreaterThanOrEqual(sold))

  const numbers = printer.tickets.flatMap((ticket) => ticket.match(/(?<=Ticket n° )\d+/g) ?? [])
  expect(numbers).toEqual(Array.from({ length: sold }, (_, index) => String(index + 1)))
})
