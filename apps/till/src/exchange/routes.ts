import type { FastifyInstance } from 'fastify'
import type { Customers } from '../customers/index.ts'
import { refused, TillError } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { company } from '../shop/index.ts'
import { exports, writeExport } from './exports/index.ts'
import { maxFileBytes } from './file-bounds.ts'
import { createImports, type Imports } from './imports/index.ts'
import { readPeriod } from './period.ts'
import { datasets, fileFormats, importedDatasets } from './wire.ts'

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

interface ById {
  Params: { id: string }
}

/** Import and export (contract, kezia D63). */
export function exchange(platform: Platform, people: Customers): void {
  const { http, settings, clock } = platform
  const imports = createImports(platform, people)

  http.get('/api/exchange/export', async ({ query }, reply) => {
    const form = new Form(query)
    const dataset = form.choice('dataset', datasets)
    const format = form.choice('format', fileFormats)
    const timeZone = settings.get(company.timeZone)
    const period = readPeriod(form, timeZone)
    form.check()
    const day = clock.now().toZonedDateTimeISO(timeZone).toPlainDate()
    const file = await writeExport(platform, { dataset, format, period })
    return reply
      .headers({
        'content-type': types[format],
        'content-disposition': `attachment; filename="${exports[dataset].name}-${day}.${format}"`,
      })
      .send(file)
  })

  http.get('/api/exchange/imports/current', () => ({ run: imports.current() }))
  http.post('/api/exchange/imports/current/stop', async () => ({ run: await imports.stop() }))
  http.post<ById>('/api/exchange/imports/:id/application', async ({ params }, reply) =>
    reply.code(202).send(await imports.apply(params.id)),
  )
  http.delete<ById>('/api/exchange/imports/:id', ({ params }, reply) => {
    imports.forget(params.id)
    return reply.code(204).send()
  })
  http.delete('/api/exchange/pictures', (_request, reply) => {
    imports.pictures.clear()
    return reply.code(204).send()
  })
  uploads(http, imports)
}

/** Files are uploaded as raw bytes of any content type, with their name in the query. */
function uploads(root: FastifyInstance, imports: Imports): void {
  root.register(async (http: FastifyInstance) => {
    http.removeAllContentTypeParsers()
    const bodyLimit = maxFileBytes
    http.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, bytes, done) =>
      done(null, bytes),
    )
    http.addHook('onRequest', async ({ headers, query }) => {
      const bytes = Number(headers['content-length'] ?? 0)
      if (bytes > bodyLimit)
        throw new TillError(
          413,
          `« ${nameOf(query)} » fait ${Math.ceil(bytes / 1_000_000)} Mo : ${bodyLimit / 1_000_000} Mo au plus.`,
        )
    })
    const upload = { bodyLimit, config: { isUpload: true } }
    http.post('/api/exchange/imports', upload, async ({ query, body }) => {
      const form = new Form(query)
      const dataset = form.choice('dataset', importedDatasets)
      form.check()
      return imports.read(dataset, nameOf(query), Buffer.isBuffer(body) ? body : Buffer.alloc(0))
    })
    http.put('/api/exchange/pictures', upload, ({ query, body }, reply) => {
      const name = nameOf(query)
      if (!Buffer.isBuffer(body) || body.length === 0) throw refused(`« ${name} » est vide.`)
      imports.pictures.put(name, new Uint8Array(body))
      return reply.code(204).send()
    })
  })
}

/** The file name, used in messages and matched with the names in a file; never used as a path. */
function nameOf(query: unknown): string {
  const form = new Form(query)
  const name = form.text('name', { isRequired: true })
  form.check()
  return name
}
