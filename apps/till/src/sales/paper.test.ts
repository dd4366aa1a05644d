import { describe, expect, test } from 'vitest'
import { until } from '../connector/testing/till.ts'
import {
  addPrinter,
  idle,
  jobsOf,
  plugPrinter,
  printed,
  stripsOf,
  testTiming,
  told,
} from '../printing/testing/till.ts'
import { normalTiming } from '../printing/timing.ts'
import type { PrinterForm } from '../printing/wire.ts'
import { margherita, settableClock } from '../testing/counter-sale.ts'
import { startTestTill } from '../testing/start.ts'
import type { PrintedSale, Sale, SettlementForm } from './wire.ts'

/** A till with a ticket printer. */
async function counterWith(form: Partial<PrinterForm> = {}) {
  const [till, printer] = [await startTestTill(), await plugPrinter()]
  await addPrinter(till, printer, { printsTickets: true, ...form })
  const sell = (changes: Partial<SettlementForm> = {}) =>
    till.post<Sale>('/api/sales', margherita({ isPrinted: true, ...changes }))
  const lines = (ticket: string) => ticket.split('\n').map((line) => line.trim().replace(/ +/g, ' '))
  return { till, printer, sell, lines }
}

const card = { payments: [{ modeId: 3, cents: 1200 }] }

describe('the ticket on a printer (kezia §5.6, W-13)', () => {
  test('«TICKET» prints all of it: shop, lines, VAT per rate, settlements, change, fingerprint and version', async () => {
    const { till, printer, sell, lines } = await counterWith()
    const { status } = await till.put('/api/company', {
      name: 'Pizzeria Roma',
      address1: '3 rue Esquermoise',
      postalCode: '59800',
      city: 'Lille',
      siret: '732 829 320 00074',
      vatNumber: 'FR44732829320',
      timeZone: 'Europe/Paris',
    })
    expect(status).toBe(200)
    const { body: sale } = await sell({ payments: [{ modeId: 1, cents: 2000 }] })
    expect(sale).toMatchObject({ number: 1, prints: 1 })
    const [ticket] = await printed(printer, 1)
    expect(lines(ticket!)).toEqual(
      expect.arrayContaining([
        'Pizzeria Roma',
        '3 rue Esquermoise',
        '59800 Lille',
        'SIRET 73282932000074',
        'TVA FR44732829320',
        expect.stringMatching(/^Ticket n° 1 \d\d\/\d\d\/\d{4} \d\d:\d\d$/),
        'Poste 1 - Vendeur : Léa Sur place',
        'MARGHERITA',
        '1 x 12,00 € 12,00 € A',
        'TOTAL TTC 12,00 €',
        'Code Base HT TVA TTC',
        'A 10 % 10,91 € 1,09 € 12,00 €',
        'Espèces 20,00 €',
        'Rendu 8,00 €',
        'Impression n° 1',
        `Empreinte ${sale.fingerprint}`,
        expect.stringMatching(/^Kezia II \d+\.\d+\.\d+$/),
      ]),
    )
    expect(ticket).not.toContain('DUPLICATA')
  })

  test('options are indented under their article; the kitchen reads them without their price', async () => {
    const { till, printer, sell } = await counterWith()
    const kitchen = await plugPrinter()
    await addPrinter(till, kitchen, { name: 'Cuisine', printsOtherPreparations: true })
    const options = [{ groupId: 1, idart: 6, quantity: 1, unitCents: 50 }]
    const totalCents = 2 * 1250
    const { status } = await sell({
      basket: {
        service: 'take_away',
        lines: [{ idart: 1, quantity: '2', unitCents: 1200, discount: null, options }],
        discount: null,
      },
      payments: [{ modeId: 1, cents: totalCents }],
      totalCents,
    })
    expect(status).toBe(201)
    const [ticket] = await printed(printer, 1)
    expect(ticket).toMatch(/^MARGHERITA\n {2}2 x 12,00 € +24,00 € A\n {2}TOMATES\n {4}2 x 0,50 € +1,00 € A$/m)
    const [preparation] = await printed(kitchen, 1)
    expect(preparation).toMatch(/^2 x MARGHERITA\n {2}2 x TOMATES$/m)
  })

  test('the second print says «DUPLICATA», and is counted in the chain', async () => {
    const { till, printer, sell } = await counterWith()
    await sell()
    const again = await till.post<PrintedSale>('/api/sales/1/prints', { format: 'ticket' })
    expect(again.body).toMatchObject({ isPrinted: true, prints: 2 })
    const [, second] = await printed(printer, 2)
    expect(second).toContain('DUPLICATA')
    expect(second).toContain('Impression n° 2')
  })

  test('a facture and an avoir too: their second print says «DUPLICATA» (W-19)', async () => {
    const { till, printer, sell } = await counterWith()
    const form = { civility: '', lastName: 'Petit' }
    const { body: customer } = await till.post<{ idcli: number }>('/api/customers', form)
    await sell({ isPrinted: false, customerId: customer.idcli })
    const credit = { draftId: crypto.randomUUID(), sellerId: 1, modeId: 1, reason: 'Froid' }
    await till.post('/api/sales/1/credit', credit)
    const print = (number: number) => till.post(`/api/sales/${number}/prints`, { format: 'ticket' })
    for (const number of [1, 1, 2, 2]) await print(number)
    const heads = (await printed(printer, 4)).map((ticket) => [
      /(Facture|Avoir) n° \d/.exec(ticket)?.[0],
      ticket.includes('DUPLICATA'),
    ])
    expect(heads).toEqual([
      ['Facture n° 1', false],
      ['Facture n° 1', true],
      ['Avoir n° 2', false],
      ['Avoir n° 2', true],
    ])
  })

  test('«SANS» prints nothing, and «A4» is the browser’s', async () => {
    const { till, printer, sell } = await counterWith()
    expect((await sell({ isPrinted: false })).body.prints).toBe(0)
    const { body } = await till.post<PrintedSale>('/api/sales/1/prints', { format: 'a4' })
    expect(body).toMatchObject({ isPrinted: false, prints: 1 })
    await idle(till)
    expect(printer.tickets).toEqual([])
  })

  test('without a printer of tickets the browser prints, and counts it', async () => {
    const till = await startTestTill()
    expect((await till.post<Sale>('/api/sales', margherita({ isPrinted: true }))).body.prints).toBe(0)
    const { body } = await till.post<PrintedSale>('/api/sales/1/prints', { format: 'ticket' })
    expect(body).toMatchObject({ isPrinted: false, prints: 1 })
  })

  test('a settlement sent twice is one sale and one ticket', async () => {
    const { till, printer, sell } = await counterWith()
    const draftId = crypto.randomUUID()
    expect((await sell({ draftId })).status).toBe(201)
    expect((await sell({ draftId })).status).toBe(200)
    await printed(printer, 1)
    await idle(till)
    expect(printer.tickets).toHaveLength(1)
  })

  test('a refused sale prints nothing: the ticket commits with it', async () => {
    const { till, sell } = await counterWith()
    expect((await sell({ payments: [{ modeId: 1, cents: 100 }] })).status).toBe(422)
    expect(await jobsOf(till)).toEqual([])
  })

  test('selling never waits for the printer: fifty sales while it is off, then fifty tickets in order', async () => {
    const { till, printer, sell } = await counterWith()
    await printer.unplug()
    for (let one = 0; one < 50; one += 1) expect((await sell()).status).toBe(201)
    await printer.plug()
    await printed(printer, 50)
    await idle(till)
    const numbers = printer.tickets.map((ticket) => Number(/Ticket n° (\d+)/.exec(ticket)?.[1]))
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  })

  test('an avoir says so, with what it gives back', async () => {
    const { till, printer, sell, lines } = await counterWith({ columns: 32 })
    await sell()
    const credit = { draftId: crypto.randomUUID(), sellerId: 1, modeId: 1, reason: 'Brûlée' }
    expect((await till.post('/api/sales/1/credit', credit)).status).toBe(201)
    await till.post('/api/sales/2/prints', { format: 'ticket' })
    const [, avoir] = await printed(printer, 2)
    expect(lines(avoir!)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Avoir n° 2 /),
        'Avoir du ticket 1 : Brûlée',
        '-1 x 12,00 € -12,00 € A',
        'TOTAL TTC -12,00 €',
      ]),
    )
  })
})

describe('the drawer (kezia W-19 «Tiroir»)', () => {
  test('it opens for cash, printed or not, and stays shut for a card', async () => {
    const { till, printer, sell } = await counterWith({ hasDrawer: true })
    await sell({ isPrinted: false })
    await until(() => expect(printer.kicks).toBe(1))
    await sell(card)
    await printed(printer, 1)
    await idle(till)
    expect(printer.kicks).toBe(1)
  })

  test('it opens without paper too, before the tickets that wait', async () => {
    const { till, printer, sell } = await counterWith({ hasDrawer: true })
    printer.paper = 'out'
    await sell(card)
    await sell()
    await until(() => expect(printer.kicks).toBe(1))
    expect(await jobsOf(till)).toMatchObject([{ title: 'Ticket 1' }, { title: 'Ticket 2' }])
  })

  test('by hand it opens without a sale, which the journal of events tells; without one it is refused', async () => {
    const bare = await startTestTill()
    expect((await bare.get('/api/counter/drawer')).body).toEqual({ isThere: false })
    expect(await bare.post('/api/counter/drawer', {})).toMatchObject({ status: 422 })
    const { till, printer } = await counterWith({ hasDrawer: true })
    expect((await till.get('/api/counter/drawer')).body).toEqual({ isThere: true })
    expect((await till.post('/api/counter/drawer', {})).status).toBe(204)
    await until(() => expect(printer.kicks).toBe(1))
    expect((await till.get('/api/technical-events')).body).toMatchObject({
      events: expect.arrayContaining([
        expect.objectContaining({ kind: 'intervention', what: 'Tiroir-caisse ouvert sans vente' }),
      ]),
    })
  })

  test('it does not open long after the sale', async () => {
    const till = await startTestTill({ printing: { ...testTiming, kickMs: 50 } })
    const printer = await plugPrinter()
    await addPrinter(till, printer, { printsTickets: true, hasDrawer: true })
    await printer.unplug()
    await till.post('/api/sales', margherita({ isPrinted: true }))
    await until(async () => expect(await jobsOf(till)).toMatchObject([{ title: 'Ticket 1' }]))
    await printer.plug()
    await printed(printer, 1)
    expect(printer.kicks).toBe(0)
  })

  test('a printer back after 15 s prints, and its drawer stays shut: «Tiroir non ouvert» (counter T62)', async () => {
    const clock = settableClock('2026-11-27T11:05:00Z')
    const kickMs = normalTiming.kickMs
    const till = await startTestTill({ clock, printing: { ...testTiming, kickMs } })
    const printer = await plugPrinter()
    await addPrinter(till, printer, { printsTickets: true, hasDrawer: true })
    await printer.unplug()
    await till.post('/api/sales', margherita({ isPrinted: true }))
    await until(async () => expect(await stripsOf(till)).toHaveLength(1))
    clock.set('2026-11-27T11:05:15Z')
    await printer.plug()
    await printed(printer, 1)
    expect(printer.kicks).toBe(0)
    await told(till, 'Tiroir non ouvert à 12:05:00 : imprimante Caisse')
    // The next sale opens the drawer, and the message disappears.
    await till.post('/api/sales', margherita())
    await until(() => expect(printer.kicks).toBe(1))
    await told(till)
  })

  test('a printer without one is sent nothing', async () => {
    const { till, printer, sell } = await counterWith()
    await sell()
    await printed(printer, 1)
    await idle(till)
    expect(printer.kicks).toBe(0)
  })
})

describe('the kitchen of a counter sale (kezia W-16 «Article à préparer»)', () => {
  test('a printer of preparations is told what to make, by the number of the ticket and without a price', async () => {
    const { till, printer, sell, lines } = await counterWith()
    const kitchen = await plugPrinter()
    await addPrinter(till, kitchen, { name: 'Cuisine', printsOtherPreparations: true })
    await sell()
    const [ticket] = await printed(kitchen, 1)
    expect(lines(ticket!)).toEqual(
      expect.arrayContaining(['PREPARATION', 'Ticket 1', 'Sur place', '1 x MARGHERITA']),
    )
    expect(ticket).not.toMatch(/€|\d,\d\d/)
    await printed(printer, 1)
  })

  test('without one, and for what comes back, nothing more is printed', async () => {
    const { till, printer, sell } = await counterWith()
    await sell()
    const kitchen = await plugPrinter()
    await addPrinter(till, kitchen, { name: 'Cuisine', printsOtherPreparations: true })
    const credit = { draftId: crypto.randomUUID(), sellerId: 1, modeId: 1, reason: 'Brûlée' }
    expect((await till.post('/api/sales/1/credit', credit)).status).toBe(201)
    await printed(printer, 1)
    await idle(till)
    expect(kitchen.tickets).toEqual([])
    expect(printer.tickets).toHaveLength(1)
  })
})
