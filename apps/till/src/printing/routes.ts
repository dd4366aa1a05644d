import { notFound, refused } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import { company } from '../shop/index.ts'
import { recordEvent } from '../technical-events/index.ts'
import { checkPrinter } from './check.ts'
import { testPage } from './documents/test-page.ts'
import { readPrinterForm } from './form.ts'
import { presentJobs, presentPrinters, presentStrips } from './present.ts'
import { enqueue, printRoutes } from './queue.ts'
import * as store from './store.ts'
import { holdJob, nowText, type Printing } from './worker.ts'

interface ById {
  Params: { id: string }
}

export function printingRoutes(printing: Printing): void {
  const { http, database, settings, live } = printing

  http.get('/api/printers', () => presentPrinters(printing))
  http.get('/api/printers/strips', () => presentStrips(printing))
  http.get('/api/printers/routes', () => printRoutes(database))

  http.post('/api/printers', ({ body }, reply) => {
    const id = database.transaction(() => {
      const printer = readPrinterForm(database, body)
      const created = store.insertPrinter(database, printer)
      recordEvent(printing, 'setting', `Imprimante ${printer.name} ajoutée : ${printer.host}:${printer.port}`)
      database.afterCommit(() => live.push('printing'))
      return created
    })
    return reply.code(201).send({ id })
  })

  http.put<ById>('/api/printers/:id', ({ params, body }, reply) => {
    database.transaction(() => {
      const { id } = printerOf(printing, params)
      const printer = readPrinterForm(database, body, id)
      store.updatePrinter(database, id, printer)
      recordEvent(printing, 'setting', `Imprimante ${printer.name} changée : ${printer.host}:${printer.port}`)
      // At its new address it may print at once.
      store.wake(database, id, nowText(printing))
      database.afterCommit(() => {
        printing.heard.delete(id)
        live.push('printing')
      })
    })
    return reply.code(204).send()
  })

  http.delete<ById>('/api/printers/:id', ({ params }, reply) => {
    database.transaction(() => {
      const { id, name } = printerOf(printing, params)
      const waiting = store.countJobs(database, id)
      if (waiting > 0)
        throw refused(
          `${waiting} impression(s) attendent l'imprimante ${name} : redirigez-les ou supprimez-les d'abord.`,
        )
      store.deletePrinter(database, id)
      recordEvent(printing, 'setting', `Imprimante ${name} supprimée`)
      database.afterCommit(() => live.push('printing'))
    })
    return reply.code(204).send()
  })

  http.post<ById>('/api/printers/:id/test', ({ params }, reply) => {
    database.transaction(() => {
      const printer = printerOf(printing, params)
      const page = testPage(printer, nowText(printing), settings.get(company.timeZone))
      enqueue(printing, printer.id, 'Test', page)
    })
    return reply.code(204).send()
  })

  /** «Etat»: asks the printer now and returns its row. */
  http.post<ById>('/api/printers/:id/check', async ({ params }) => {
    const { id } = printerOf(printing, params)
    await checkPrinter(printing, printerOf(printing, params))
    return presentPrinters(printing).find((printer) => printer.id === id)
  })

  jobRoutes(printing)
}

function jobRoutes(printing: Printing): void {
  const { http, database, live } = printing

  http.get('/api/print-jobs', () => presentJobs(database))

  /** «Réessayer»: makes all jobs of that printer due now. */
  http.post<ById>('/api/print-jobs/:id/retry', ({ params }, reply) => {
    database.transaction(() => {
      store.wake(database, jobOf(printing, params).printerId, nowText(printing))
      database.afterCommit(() => live.push('printing'))
    })
    return reply.code(204).send()
  })

  /** «Rediriger»: moves a job to another printer, even while the former one prints it. */
  http.post<ById>('/api/print-jobs/:id/redirect', async ({ params, body }, reply) => {
    const form = new Form(body)
    const printerId = form.integer('printerId', { least: 1, most: Number.MAX_SAFE_INTEGER })
    if (printerId === null || !store.findPrinter(database, printerId))
      form.fail('printerId', 'Choisissez une imprimante.')
    form.check()
    await holdJob(printing, jobOf(printing, params).id, () =>
      database.transaction(() => {
        const { id, title } = jobOf(printing, params)
        store.redirect(database, id, printerId ?? 0, nowText(printing))
        recordEvent(printing, 'intervention', `${title} : impression redirigée`)
        database.afterCommit(() => live.push('printing'))
      }),
    )
    return reply.code(204).send()
  })

  http.delete<ById>('/api/print-jobs/:id', async ({ params }, reply) => {
    await holdJob(printing, jobOf(printing, params).id, () =>
      database.transaction(() => {
        const { id, title } = jobOf(printing, params)
        store.removeJob(database, id)
        recordEvent(printing, 'intervention', `${title} : impression supprimée`)
        database.afterCommit(() => live.push('printing'))
      }),
    )
    return reply.code(204).send()
  })
}

/** @throws {TillError} 404 */
function printerOf({ database }: Printing, { id }: ById['Params']): store.KnownPrinter {
  const printer = /^\d{1,12}$/.test(id) ? store.findPrinter(database, Number(id)) : undefined
  if (!printer) throw notFound("Cette imprimante n'existe plus.")
  return printer
}

/** @throws {TillError} 404 */
function jobOf({ database }: Printing, { id }: ById['Params']): store.Job {
  const job = /^\d{1,12}$/.test(id) ? store.findJob(database, Number(id)) : undefined
  if (!job) throw notFound("Cette impression n'attend plus : elle est faite, ou supprimée.")
  return job
}
