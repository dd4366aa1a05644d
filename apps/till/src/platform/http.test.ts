import { expect, test } from 'vitest'
import { send } from '../testing/send.ts'
import { startTestTill } from '../testing/start.ts'

test('the till answers by its own names only (kezia 6.8)', async () => {
  const till = await startTestTill()
  const { port } = new URL(till.url)
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`])
    expect(await send(till, '/api/shop', { headers: { host } })).toMatchObject({ status: 200 })
  for (const host of ['evil.example', `evil.example:${port}`, 'localhost', `localhost:${Number(port) + 1}`])
    for (const path of ['/api/shop', '/', '/api/live'])
      expect(await send(till, path, { headers: { host } })).toMatchObject({ status: 403 })
})

test('a page of another origin is refused, whatever it asks (kezia 6.8)', async () => {
  const till = await startTestTill()
  const { host, port } = new URL(till.url)
  for (const origin of ['http://evil.example', `https://${host}`, 'null', `http://127.0.0.1:${port}`])
    for (const method of ['GET', 'POST', 'DELETE'])
      expect(await send(till, '/api/articles/1', { method, headers: { origin } })).toMatchObject({
        status: 403,
        body: JSON.stringify({ message: "Cette demande vient d'une autre page que celles de la caisse." }),
      })
  expect(await send(till, '/api/shop', { headers: { origin: till.url } })).toMatchObject({ status: 200 })
})

test('with TILL_HOST, its name is one of the till’s own', async () => {
  const till = await startTestTill({ host: '0.0.0.0' })
  const { port } = new URL(till.url)
  expect(await send(till, '/api/shop', { headers: { host: `localhost:${port}` } })).toMatchObject({
    status: 200,
  })
  expect(await send(till, '/api/shop', { headers: { host: `evil.example:${port}` } })).toMatchObject({
    status: 403,
  })
})

test.each([
  ['not JSON', '{"a":', { 'content-type': 'application/json' }, 400, "n'est pas du JSON"],
  ['empty', '', { 'content-type': 'application/json' }, 400, 'est vide'],
  ['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'doit être du JSON'],
  ['plain text', 'a', { 'content-type': 'text/plain' }, 415, 'doit être du JSON'],
  ['too long', `"${'x'.repeat(1_100_000)}"`, { 'content-type': 'application/json' }, 413, 'dépasse 1 Mo'],
  ['a list', '[]', { 'content-type': 'application/json' }, 422, 'objet JSON'],
  ['null', 'null', { 'content-type': 'application/json' }, 422, 'objet JSON'],
])('a body that is %s gets a French sentence', async (_, body, headers, status, sentence) => {
  const till = await startTestTill()
  const answer = await send(till, '/api/articles', { method: 'POST', headers, body })
  expect(answer.status).toBe(status)
  expect(JSON.parse(answer.body)).toEqual({ message: expect.stringContaining(sentence) })
})

test('unknown and malformed addresses get a sentence', async () => {
  const till = await startTestTill()
  expect(await send(till, '/api/nothing')).toMatchObject({
    status: 404,
    body: expect.stringMatching(/Adresse inconnue/),
  })
  expect(await send(till, '/api/articles/%zz')).toMatchObject({
    status: 400,
    body: expect.stringMatching(/mal formée/),
  })
  expect(await send(till, '/assets/nothing.js')).toMatchObject({
    status: 404,
    body: expect.stringMatching(/Fichier inconnu/),
  })
  expect(await send(till, '/..%2f..%2fpackage.json')).not.toMatchObject({ status: 200 })
})

test('pages may load nothing from outside, and run nothing inline', async () => {
  const till = await startTestTill()
  const response = await fetch(till.url)
  expect(response.status).toBe(200)
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
})

test('open screens hear of a change once it is stored', async () => {
  const till = await startTestTill()
  const stream = await fetch(`${till.url}/api/live`)
  expect(stream.headers.get('content-type')).toBe('text/event-stream')
  expect(await till.delete('/api/articles/18')).toMatchObject({ status: 204 })
  let heard = ''
  for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
    heard += chunk
    if (heard.includes('articles')) break
  }
  expect(heard).toContain('data: {"topic":"articles","data":{"idart":18}}\n\n')
})
