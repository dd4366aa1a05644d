import { writeFile } from 'node:fs/promises'
import SwaggerParser from '@apidevtools/swagger-parser'
import { type Operation, type OperationId, operations } from '@hub/contract'
import type { OpenApiDocument } from '@hub/contract/openapi'
import { examples, type OperationReference, reference, referenceParts } from '@hub/contract/reference'
import {
  createExampleWorld,
  type ExampleWorld,
  replayExample,
  shapeOf,
  startHub,
  type TestHub,
} from '@hub/testing'
import * as JsonSchema from 'typebox/schema'
import { Check } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ids = Object.keys(operations) as OperationId[]
const entries: Partial<Record<OperationId, OperationReference>> = reference
const recording = process.env.RECORD_EXAMPLES === '1'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

async function getDocument(): Promise<OpenApiDocument> {
  const response = await fetch(`${hub.origin}/v1/openapi.json`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  return (await response.json()) as OpenApiDocument
}

describe('the reference of the API', () => {
  test.each(ids)('%s is described, with schemas and an example', (id) => {
    const entry = entries[id]
    expect(entry, `${id} has no entry in packages/contract/src/reference`).toBeDefined()
    expect(entry!.summary).not.toBe('')
    expect(entry!.description).toMatch(/[.:]/)
    const isBodiless = 'bodiless' in operations[id]
    const writes = !['GET', 'DELETE'].includes(operations[id].methods[0])
    expect(entry!.body !== undefined, 'an operation that writes takes a body').toBe(writes && !isBodiless)
    if (typeof entry!.body === 'object') expect(entry!.example?.body).toBeDefined()
    const isIndex = typeof entry!.answer === 'object' && 'items' in entry!.answer
    expect(/\.list/.test(id), 'an index is named list…, nothing else is').toBe(
      isIndex && writes === false && !id.startsWith('inventory.'),
    )
  })

  test('no entry describes an operation that does not exist, or one that another describes', () => {
    const described = referenceParts.flatMap((part) => Object.keys(part))
    expect(described.toSorted()).toEqual(Object.keys(entries).toSorted())
    expect(Object.keys(entries).filter((id) => !(id in operations))).toEqual([])
  })
})

describe('its examples', () => {
  const recorded: Record<string, unknown> = {}
  let untouched: Promise<ExampleWorld>
  /** Reads share a world; each write has its own. */
  const worldFor = (id: OperationId) => {
    if (operations[id].methods[0] !== 'GET') return createExampleWorld(hub, id)
    untouched ??= createExampleWorld(hub)
    return untouched
  }

  test.each(ids.filter((id) => entries[id] && entries[id].answer !== 'binary'))(
    '%s is answered by a real hub as its example says',
    async (id) => {
      const answer = await replayExample(id, await worldFor(id))
      recorded[id] = answer
      const { answer: schema } = entries[id]!
      if (typeof schema === 'object') expect(Check(schema, answer)).toBe(true)
      if (!recording) expect(new Set(shapeOf(answer))).toEqual(new Set(shapeOf(examples[id])))
    },
  )

  // `npm run examples` rewrites them.
  afterAll(async () => {
    if (!recording) return
    const file = new URL('../../../../packages/contract/src/reference/examples.json', import.meta.url)
    await writeFile(file, `${JSON.stringify(recorded, null, 2)}\n`)
  })

  test('a body is what its schema says', async () => {
    for (const id of ids) {
      const { body, example } = entries[id] ?? {}
      if (typeof body === 'object') expect([id, Check(body, example?.body)]).toEqual([id, true])
    }
  })
})

describe('/v1/openapi.json', () => {
  test('is public, and passes the validator of the ecosystem', async () => {
    const document = await getDocument()
    expect(document.openapi).toMatch(/^3\.1\./)
    await SwaggerParser.validate(structuredClone(document) as never)
  })

  test('holds every path and method of the permission table, each with its permission', async () => {
    const { paths } = await getDocument()
    for (const id of ids) {
      const { long, short, methods, permission }: Operation = operations[id]
      for (const path of [long, short]) {
        if (path === undefined) continue
        for (const method of methods) {
          const described = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
          expect([method, path, described?.['x-permission']]).toEqual([method, path, permission])
        }
      }
    }
  })

  test('each operation has an id of its own and every refusal that it can answer', async () => {
    const { paths } = await getDocument()
    const all = Object.entries(paths).flatMap(([path, item]) =>
      Object.values(item).map((operation) => ({ path, operation })),
    )
    expect(new Set(all.map(({ operation }) => operation.operationId)).size).toBe(all.length)
    for (const { path, operation } of all) {
      const statuses = ['200', '401', '403', '429', '500', '503', ...(path.includes('{') ? ['404'] : [])]
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(statuses))
      expect(operation.description).toContain('**Permission:**')
    }
  })

  test('each of its examples is what its JSON Schema says', async () => {
    const { paths, components } = await getDocument()
    type Content = { 'application/json'?: { schema: object; example: unknown } }
    for (const operation of Object.values(paths).flatMap((item) => Object.values(item))) {
      const answer = operation.responses['200'] as { content: Content }
      for (const content of [operation.requestBody?.content as Content | undefined, answer.content]) {
        const json = content?.['application/json']
        if (!json) continue
        // References are resolved from the root of the checked schema.
        const isValid = JsonSchema.Check({ ...json.schema, components } as object, json.example)
        expect([operation.operationId, isValid]).toEqual([operation.operationId, true])
      }
    }
  })

  test('names the address that the operator gave to the API', async () => {
    const elsewhere = await startHub({ config: { apiOrigin: 'https://api.example.com' } })
    const response = await fetch(`${elsewhere.origin}/v1/openapi.json`)
    expect(await response.json()).toMatchObject({ servers: [{ url: 'https://api.example.com/v1' }] })
    await elsewhere.close()
  })
})
