// The till as its own process, killed while it prints (kezia §5.6).
import { expect, test } from 'vitest'
import { until } from '../connector/testing/till.ts'
import { margherita } from '../testing/counter-sale.ts'
import { startTillProcess } from '../testing/process.ts'
import { plugPrinter, printerForm } from './testing/till.ts'
import type { PrintJobRow } from './wire.ts'

test('killed again and again in the middle of its tickets, the till prints each of them once', async () => {
  const [till, printer] = [await startTillProcess(), await plugPrinter()]
  const isIdle = () =>
    until(async () => expect((await till.get<PrintJobRow[]>('/api/print-jobs')).body).toEqual([]))
  expect((await till.post('/api/printers', printerForm(printer, { printsTickets: true }))).status).toBe(201)
  await till.post('/api/printers/1/test', {})
  await isIdle()
  printer.tickets.length = 0
  printer.lineMs = 15

  let sold = 0
  const sell = async (count: number) => {
    for (let one = 0; one < count; one += 1) {
      expect((await till.post('/api/sales', margherita({ isPrinted: true }))).status).toBe(201)
      sold += 1
    }
  }
  const struck = async (moment: () => void) => {
    await until(moment)
    await till.kill()
    await till.restart()
  }
  // Killed before the first byte of the last ticket, in the middle of a ticket, and after its cut while
  // the answer is in flight.
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
