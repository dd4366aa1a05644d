import { describe, expect, test } from 'vitest'
import { until } from '../connector/testing/till.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import {
  addPrinter,
  idle,
  impatient,
  jobsOf,
  plugPrinter,
  printed,
  printerForm,
  stripsOf,
  testTiming,
  told,
} from './testing/till.ts'
import type { PrinterForm } from './wire.ts'

async function shop(form: Partial<PrinterForm> = {}) {
  const [till, printer] = [await startTestTill(impatient), await plugPrinter()]
  const id = await addPrinter(till, printer, { name: 'Cuisine', ...form })
  const print = async () => expect((await till.post(`/api/printers/${id}/test`, {})).status).toBe(204)
  return { till, printer, id, print }
}

/** After one printed page, the till knows what this printer can report. */
async function knownShop() {
  const known = await shop()
  await known.print()
  await printed(known.printer, 1)
  await idle(known.till)
  known.printer.tickets.length = 0
  return known
}

const isRepeated = (ticket: string) => ticket.includes('REPRISE')

describe('a printer that does not print (kezia §5.6, §5.13)', () => {
  test('without paper it is told in a sentence, the jobs wait, and leave in order when it is back', async () => {
    const { till, printer, id, print } = await shop()
    printer.paper = 'out'
    await print()
    await told(till, 'Imprimante Cuisine : plus de papier')
    // The printer is polled, and nothing is sent meanwhile.
    const { connections } = printer
    await until(() => expect(printer.connections).toBeGreaterThan(connections + 2))
    expect(await jobsOf(till)).toMatchObject([{ isSending: false }])
    await till.put(`/api/printers/${id}`, printerForm(printer, { name: 'Cuisine', columns: 32 }))
    await print()
    expect(await jobsOf(till)).toMatchObject([{ title: 'Test' }, { title: 'Test' }])
    printer.paper = 'full'
    await printed(printer, 2)
    await idle(till)
    expect(await stripsOf(till)).toEqual([])
    expect(printer.tickets.filter(isRepeated)).toEqual([])
  })

  test('paper that ends in the middle of a ticket: it goes on by itself, and the ticket is one', async () => {
    const { till, printer, print } = await shop()
    printer.paperAfterLines = 4
    await print()
    await told(till, 'Imprimante Cuisine : plus de papier')
    expect(printer.begun).toContain('TEST')
    printer.paper = 'full'
    await printed(printer, 1)
    await idle(till)
    expect(printer.tickets).toHaveLength(1)
    expect(isRepeated(printer.tickets[0]!)).toBe(false)
  })

  test.for<[string, string, (printer: { isCoverOpen: boolean; unplug(): Promise<void> }) => unknown]>([
    ['its cover open', 'capot ouvert', (printer) => Object.assign(printer, { isCoverOpen: true })],
    ['switched off', 'elle refuse la connexion : vérifiez son port', (printer) => printer.unplug()],
  ])('with %s it is told, and prints once it is back', async ([, sentence, fail]) => {
    const { till, printer, print } = await shop()
    await fail(printer)
    await print()
    await told(till, `Imprimante Cuisine : ${sentence}`)
    printer.isCoverOpen = false
    await printer.plug().catch(() => {})
    await printed(printer, 1)
    await idle(till)
    expect(printer.tickets).toHaveLength(1)
  })

  test('a name that the network does not know is told as such', async () => {
    const { till, id, print } = await shop()
    await till.put(`/api/printers/${id}`, { ...printerForm({ port: 9100 }), host: 'imprimante.invalid' })
    await print()
    await told(till, "Imprimante Caisse : son nom n'est pas connu du réseau")
  })

  test('a slow one is told, and its ticket is printed once', async () => {
    const { till, printer, print } = await shop()
    printer.lineMs = 120
    await print()
    await told(till, "Imprimante Cuisine : l'impression dure")
    printer.lineMs = 0
    await printed(printer, 1)
    await idle(till)
    expect(printer.tickets).toHaveLength(1)
  })

  test('a connection cut half-way: the ticket is printed whole afterwards, and says that it is a second try', async () => {
    const { till, printer, print } = await knownShop()
    printer.closeAfterBytes = 200
    await print()
    const [paper] = await printed(printer, 1)
    await idle(till)
    // What the first attempt left is above, on the same piece of paper.
    expect(paper!.match(/TEST/g)).toHaveLength(2)
    expect(paper!.match(/Monnaie : 12,80 €/g)!.length).toBeGreaterThan(0)
    expect(isRepeated(paper!)).toBe(true)
  })

  test('an acknowledgement lost on the way is asked for again: nothing is printed twice', async () => {
    const { till, printer, print } = await knownShop()
    printer.isAnswerLost = true
    await print()
    await idle(till)
    expect(printer.tickets).toHaveLength(1)
    expect(printer.isAnswerLost).toBe(false)
  })

  test('where the printer cannot tell whether it came out, it is printed again and says so', async () => {
    const { till, printer, print } = await shop()
    printer.isAnswerLost = true
    await print()
    await printed(printer, 2)
    await idle(till)
    expect(printer.tickets.map(isRepeated)).toEqual([false, true])
  })

  test('one that never says «done» prints each ticket once', async () => {
    const { till, printer, print } = await shop()
    printer.isSimple = true
    await print()
    await print()
    await print()
    await printed(printer, 3)
    await idle(till)
    expect(printer.tickets.filter(isRepeated)).toEqual([])
  })

  test('a mute one is told, and prints once it is no longer asked', async () => {
    const { till, printer, id, print } = await shop()
    printer.isMute = true
    await print()
    await told(till, "Imprimante Cuisine : elle ne répond pas aux demandes d'état")
    expect(printer.tickets).toEqual([])
    await till.put(`/api/printers/${id}`, printerForm(printer, { name: 'Cuisine', answersStatus: false }))
    await printed(printer, 1)
    await idle(till)
    await print()
    await printed(printer, 2)
    await idle(till)
    expect(printer.tickets).toHaveLength(2)
  })
})

describe('what the operator does about it', () => {
  const patient = { printing: { ...testTiming, retryMs: [600_000] } }
  async function stuck() {
    const [till, printer] = [await startTestTill(patient), await plugPrinter()]
    const id = await addPrinter(till, printer, { name: 'Cuisine' })
    printer.paper = 'out'
    await till.post(`/api/printers/${id}/test`, {})
    await told(till, 'Imprimante Cuisine : plus de papier')
    return { till, printer, job: await onlyJob(till) }
  }
  const onlyJob = async (till: TestTill) => {
    const jobs = await jobsOf(till)
    expect(jobs).toHaveLength(1)
    return jobs[0]!
  }

  test('«Réessayer» prints at once', async () => {
    const { till, printer, job } = await stuck()
    printer.paper = 'full'
    expect((await till.post(`/api/print-jobs/${job.id}/retry`, {})).status).toBe(204)
    await printed(printer, 1)
  })

  test('«Rediriger» prints on another printer, whatever its width', async () => {
    const { till, printer, job } = await stuck()
    const bar = await plugPrinter()
    const printerId = await addPrinter(till, bar, { name: 'Bar', columns: 32 })
    expect((await till.post(`/api/print-jobs/${job.id}/redirect`, {})).status).toBe(422)
    expect((await till.post(`/api/print-jobs/${job.id}/redirect`, { printerId })).status).toBe(204)
    const [ticket] = await printed(bar, 1)
    expect(ticket!.split('\n').every((line) => line.length <= 32)).toBe(true)
    await idle(till)
    expect(isRepeated(ticket!)).toBe(false)
    expect(printer.tickets).toEqual([])
    expect((await till.post(`/api/print-jobs/${job.id}/redirect`, { printerId })).body).toEqual({
      message: "Cette impression n'attend plus : elle est faite, ou supprimée.",
    })
  })

  test('a ticket that a printer has begun says so where it is sent instead', async () => {
    const [till, printer, bar] = [await startTestTill(impatient), await plugPrinter(), await plugPrinter()]
    const id = await addPrinter(till, printer, { name: 'Cuisine' })
    const printerId = await addPrinter(till, bar, { name: 'Bar' })
    printer.paperAfterLines = 3
    await till.post(`/api/printers/${id}/test`, {})
    await told(till, 'Imprimante Cuisine : plus de papier')
    const job = await onlyJob(till)
    expect(job.isSending).toBe(true)
    await till.post(`/api/print-jobs/${job.id}/redirect`, { printerId })
    const [ticket] = await printed(bar, 1)
    expect(isRepeated(ticket!)).toBe(true)
  })

  test('«Supprimer» prints nothing, and what waits behind goes on', async () => {
    const { till, printer, job } = await stuck()
    await till.post(`/api/printers/${job.printerId}/test`, {})
    expect((await till.delete(`/api/print-jobs/${job.id}`)).status).toBe(204)
    printer.paper = 'full'
    await printed(printer, 1)
    await idle(till)
    expect(printer.tickets).toHaveLength(1)
    expect((await till.delete(`/api/print-jobs/${job.id}`)).status).toBe(404)
  })
})
