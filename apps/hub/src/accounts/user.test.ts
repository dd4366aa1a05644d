import { parseScope } from '@hub/contract'
import { App, startHub, type TestHub } from '@hub/testing'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkAnswer } from '../api/check-answer.ts'
import { registerApi } from '../api/index.ts'
import { byOperator, connect } from '../oauth/index.ts'
import { transaction } from '../platform/db/index.ts'
import { createHttp } from '../platform/http/server.ts'
import { profileRoutes, type UserProfile } from './index.ts'

const isla: UserProfile = {
  id: 't6n5z',
  firstName: 'Isla',
  lastName: null,
  email: 'isla@harbour-noodles.example',
  zone: 'Europe/London',
  locales: ['en-GB', 'fr-FR'],
}
const users = new Map([[isla.id, isla]])

let hub: TestHub
let http: FastifyInstance
let origin: string
beforeAll(async () => {
  hub = await startHub()
  http = createHttp({ log: hub.parts.log, httpsOnly: false, origins: [] })
  registerApi(http, { ...hub.parts, checkAnswer }, (api) =>
    profileRoutes(api, { findUser: async (id) => users.get(id) }),
  )
  origin = await http.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await http.close()
  await hub.close()
})

async function appOf(userId: string, scopeText: string) {
  const { db, secrets } = hub.parts
  const scope = parseScope(scopeText)!
  const account = await hub.account()
  const { clientId } = await hub.client('App')
  const { token, connectionId } = await transaction(db, (trx) =>
    connect(
      trx,
      secrets,
      {
        clientId,
        scope,
        accountId: scope.level === null ? '' : account.id,
        locationId: scope.level === 'location' ? account.locationId : null,
        userId,
        deviceId: null,
        catalogId: null,
        customerListId: null,
      },
      byOperator,
    ),
  )
  return new App(origin, token, connectionId)
}

test('the user who granted the token is told, his e-mail only with profile_with_email (accounts 10.11)', async () => {
  const { status, body } = await (await appOf(isla.id, 'profile')).get('/user')
  expect([status, body]).toEqual([
    200,
    {
      id: 't6n5z',
      first_name: 'Isla',
      last_name: null,
      timezone: { name: 'Europe/London', offset: expect.any(Number) },
      locales: ['en-GB', 'fr-FR'],
    },
  ])
  const withEmail = await (await appOf(isla.id, 'profile_with_email,location[orders.read]')).get('/user')
  expect(withEmail.body.email).toBe('isla@harbour-noodles.example')
})

test('a token without profile is refused, and so is that of a deleted user (accounts §6)', async () => {
  const orders = await (await appOf(isla.id, 'location[orders.read]')).get('/user')
  expect([orders.status, orders.body.error_type]).toEqual([403, 'forbidden'])
  const deleted = await (await appOf('gone', 'profile')).get('/user')
  expect([deleted.status, deleted.body.message]).toEqual([
    401,
    'The access token is invalid or the connection has been revoked',
  ])
})
