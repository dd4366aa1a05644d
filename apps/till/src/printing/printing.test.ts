import { describe, expect, test } from 'vitest'
import type { TechnicalEventPage } from '../technical-events/wire.ts'
import { startTestTill } from '../testing/start.ts'
import { addPrinter, idle, impatient, jobsOf, plugPrinter, printed, printerForm } from './testing/till.ts'
import type { CodePage, PrinterRow } from './wire.ts'

const start = () => startTestTill(impatient)

describe('printers (kezia §5.6)', () => {
  test.for<CodePage>(['cp858', 'windows1252', 'iso8859-15'])(
    'accents and «€» are right in %s',
    async (codePage) => {
      const [till, printer] = [await start(), await plugPrinter()]
      const id = await addPrinter(till, printer, { name: 'Réserve', codePage })
      expect((await till.post(`/api/printers/${id}/test`, {})).status).toBe(204)
      const [page] = await printed(printer, 1)
      expect(page).toContain('Imprimante Réserve')
      expect(page).toContain('é è ê ë à â ç î ï ô ù û É À Ç')
      expect(page).toContain('12,80 €')
    },
  )

  test.for([32, 42, 48] as const)('no line is longer than the paper, of %i signs', async (columns) => {
    const [till, printer] = [await start(), await plugPrinter()]
    const id = await addPrinter(till, printer, { columns })
    await till.post(`/api/printers/${id}/test`, {})
    await printed(printer, 1)
    for (const { text, scale } of printer.lines[0]!) expect(text.length * scale).toBeLessThanOrEqual(columns)
    expect(printer.tickets[0]).toContain('1234567890'.repeat(5).slice(0, columns))
  })

  test('what is wrong is said beside its field', async () => {
    const till = await start()
    const { status, body } = await till.post<{ errors: { field: string; message: string }[] }>(
      '/api/printers',
      { ...printerForm({ port: 0 }), name: ' ', host: 'http://imprimante', columns: 40, codePage: 'utf8' },
    )
    expect(status).toBe(422)
    expect(Object.fromEntries(body.errors.map(({ field, message }) => [field, message]))).toEqual({
      name: 'À remplir.',
      host: '« http://imprimante » est refusé : une adresse IP ou un nom est attendu.',
      port: '« 0 » est refusé : un nombre entier de 1 à 65535 est attendu.',
      columns: 'Une largeur de la liste est attendue.',
      codePage: '« utf8 » est refusé : un choix de la liste est attendu.',
    })
  })

  test.for(['192.168.1.40', 'imprimante-cuisine', 'epson.local', 'fe80::1', '::1'])(
    'the address %s is taken',
    async (host) => {
      const till = await start()
      expect((await till.post('/api/printers', { ...printerForm({ port: 9100 }), host })).status).toBe(201)
    },
  )

  test('a role belongs to one printer, and so does a preparation, whatever its capitals', async () => {
    const [till, printer] = [await start(), await plugPrinter()]
    const first = { printsTickets: true, printsOtherPreparations: true, preparations: 'CUISINE, Bar' }
    await addPrinter(till, printer, first)
    const second = printerForm(printer, { ...first, name: 'caisse', preparations: 'four; BAR' })
    const { body } = await till.post<{ errors: object[] }>('/api/printers', second)
    expect(body.errors).toEqual([
      { field: 'name', message: "Une imprimante s'appelle déjà caisse." },
      { field: 'preparations', message: "L'imprimante Caisse imprime déjà BAR." },
      { field: 'printsTickets', message: "L'imprimante Caisse imprime déjà les tickets." },
      {
        field: 'printsOtherPreparations',
        message: "L'imprimante Caisse imprime déjà les autres préparations.",
      },
    ])
  })

  test('its state is asked on demand: paper near its end, cover open, nobody there', async () => {
    const [till, printer] = [await start(), await plugPrinter()]
    const id = await addPrinter(till, printer)
    const check = async () => (await till.post<PrinterRow>(`/api/printers/${id}/check`, {})).body
    expect(await check()).toMatchObject({ trouble: '', isPaperLow: false })
    printer.paper = 'low'
    expect(await check()).toMatchObject({ trouble: '', isPaperLow: true })
    printer.isCoverOpen = true
    expect(await check()).toMatchObject({ trouble: 'Capot ouvert' })
    await printer.unplug()
    expect(await check()).toMatchObject({ trouble: 'Elle refuse la connexion : vérifiez son port' })
  })

  test('it is changed, and deleted once nothing waits for it; the JET says so (§5.14)', async () => {
    const [till, printer] = [await start(), await plugPrinter()]
    printer.paper = 'out'
    const id = await addPrinter(till, printer, { name: 'Cuisine' })
    await till.post(`/api/printers/${id}/test`, {})
    expect(await till.delete(`/api/printers/${id}`)).toEqual({
      status: 422,
      body: {
        message: "1 impression(s) attendent l'imprimante Cuisine : redirigez-les ou supprimez-les d'abord.",
      },
    })
    const other = await plugPrinter()
    expect((await till.put(`/api/printers/${id}`, printerForm(other, { name: 'Four' }))).status).toBe(204)
    await printed(other, 1)
    await idle(till)
    expect(await jobsOf(till)).toEqual([])
    expect((await till.delete(`/api/printers/${id}`)).status).toBe(204)
    expect((await till.get<PrinterRow[]>('/api/printers')).body).toEqual([])
    expect((await till.post(`/api/printers/${id}/test`, {})).status).toBe(404)
    const { events } = (await till.get<TechnicalEventPage>('/api/technical-events?kind=setting')).body
    expect(events.slice(0, 3).map(({ what }) => what)).toEqual([
      'Imprimante Four supprimée',
      `Imprimante Four changée : 127.0.0.1:${other.port}`,
      `Imprimante Cuisine ajoutée : 127.0.0.1:${printer.port}`,
    ])
  })
})
