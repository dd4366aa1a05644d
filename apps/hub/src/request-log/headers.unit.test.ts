import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { requestHeaders } from './headers.ts'

const kept = (headers: Record<string, string>) =>
  JSON.parse(requestHeaders({ headers } as unknown as FastifyRequest))

test('of tokens the first and last six characters stay, of short ones nothing (general §12)', () => {
  const token = 'bf15bb0123456789abcdefda9c18'
  expect(
    kept({ 'x-access-token': token, authorization: `Bearer ${token}`, cookie: 'a=b', accept: '*/*' }),
  ).toEqual({ 'x-access-token': 'bf15bb...da9c18', authorization: 'Bearer bf15bb...da9c18', accept: '*/*' })
  const basic = Buffer.from(`client:${token}`).toString('base64')
  expect(
    kept({
      authorization: `Basic ${basic}`,
      'x-api-key': token,
      referer: `https://x.example/?code=${token}`,
    }),
  ).toEqual({
    authorization: 'Basic ***',
    'x-api-key': 'bf15bb...da9c18',
    referer: 'https://x.example/?code=***',
  })
  expect(kept({ 'x-access-token': 'short', authorization: 'Basic YWJj' })).toEqual({
    'x-access-token': '***',
    authorization: 'Basic ***',
  })
})
