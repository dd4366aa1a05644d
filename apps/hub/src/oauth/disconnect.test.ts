import { createHmac } from 'node:crypto'
import { parseScope } from '@hub/contract'
import {
  type OAuthClient,
  type Person,
  type Receiver,
  startHub,
  startReceiver,
  type TestAccount,
  type TestHub,
  until,
} from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const scope = 'location[orders.write]'
const minuteMs = 60_000
let nowMs = Date.now()
let hub: TestHub
let account: TestAccount
let admin: Person
beforeAll(async () => {
  hub = await startHub({ clock: { now: () => nowMs }, config: { callbackTimeoutMs: 400 } })
  account = await hub.account()
  admin = await hub.person({ admin: [account] })
})
afterAll(() => hub.close())

/** An App whose Disconnect callback URL is the receiver's, and one of its connections as the back office shows it. */
async function installed(receives: Receiver) {
  const app = await hub.oauthApp('OrderLine', {
    locationScope: parseScope(scope)!,
    disconnectUrl: `${receives.url}?from=hub`,
  })
  return { app, ...(await connected(app)) }
}

async function connected(app: OAuthClient, device = app.clientId.slice(0, 12)) {
  const token = await app.connect(admin, { scope, device_id: device })
  const { groups } = (await admin.get(`/connections?account_id=${account.id}`)).body
  const { id } = groups[1].connections.find((one: { device_id: string }) => one.device_id === device)
  const disconnect = () => admin.delete(`/accounts/${account.id}/connections/${id}`)
  return { token, id: id as string, disconnect }
}

describe('the Disconnect callback of an App (oauth §10)', () => {
  test('a user who disconnects it has its token refused at once, and the App told by a GET (oauth 12.10)', async () => {
    const receives = await startReceiver()
    const { app, token, disconnect } = await installed(receives)
    expect((await token.app.get('/location')).status).toBe(200)
    expect((await disconnect()).status).toBe(204)
    expect((await token.app.get('/location')).status).toBe(401)
    await until(() => receives.received.length > 0)
    const [told] = receives.received
    expect(told).toMatchObject({
      method: 'GET',
      path: `/hook?from=hub&app_instance_id=${token.app_instance_id}`,
    })
    expect(told!.body).toHaveLength(0)
    const signature = createHmac('sha256', app.clientSecret).update('').digest('hex')
    expect(told!.headers['x-hubrise-hmac-sha256']).toBe(signature)
    nowMs += 2 * minuteMs
    await hub.parts.disconnectCalls.run()
    expect(receives.received).toHaveLength(1)
    await receives.close()
  })

  test('it is tried again as events are, and an answer below 500 ends it', async () => {
    const receives = await startReceiver(503)
    const { disconnect } = await installed(receives)
    await disconnect()
    await until(() => receives.received.length === 1)
    await hub.parts.disconnectCalls.run()
    for (const [index, minutes] of [1, 2, 4].entries()) {
      nowMs += minutes * minuteMs - 1000
      await hub.parts.disconnectCalls.run()
      expect(receives.received).toHaveLength(index + 1)
      if (minutes === 4) receives.answer(404)
      nowMs += 2000
      await hub.parts.disconnectCalls.run()
      expect(receives.received).toHaveLength(index + 2)
    }
    nowMs += 120 * minuteMs
    await hub.parts.disconnectCalls.run()
    expect(receives.received).toHaveLength(4)
    await receives.close()
  })

  test('after six retries it is given up', async () => {
    const receives = await startReceiver((response) => response.destroy())
    const { disconnect } = await installed(receives)
    await disconnect()
    for (let n = 0; n < 9; n++) {
      await hub.parts.disconnectCalls.run()
      nowMs += 33 * minuteMs
    }
    expect(receives.received).toHaveLength(7)
    await receives.close()
  })

  test('an App that disconnects itself is not told, a plain client neither (oauth §6)', async () => {
    const receives = await startReceiver()
    const { app, token } = await installed(receives)
    expect((await app.post('revoke', { token: token.access_token })).status).toBe(200)
    const plain = await connected(await hub.oauthClient('Kezia II'))
    await plain.disconnect()
    await hub.parts.disconnectCalls.run()
    expect(receives.received).toEqual([])
    await receives.close()
  })

  test('the operator who disconnects it is a user to the App', async () => {
    const receives = await startReceiver()
    const { id } = await installed(receives)
    await hub.operator('DELETE', `/connections/${id}`)
    await until(() => receives.received.length === 1)
    await receives.close()
  })

  test('an address that is an internal one by now is not called (callbacks §4)', async () => {
    const receives = await startReceiver()
    const strict = await startHub({
      config: { callbackUrls: { allowHttp: true, allowLoopback: false, allowedCidrs: [] } },
    })
    const place = await strict.account()
    const person = await strict.person({ admin: [place] })
    const app = await strict.oauthApp('OrderLine', { disconnectUrl: receives.url })
    const token = await app.connect(person, { scope })
    const { groups } = (await person.get(`/connections?account_id=${place.id}`)).body
    await person.delete(`/accounts/${place.id}/connections/${groups[1].connections[0].id}`)
    expect((await token.app.get('/location')).status).toBe(401)
    await strict.parts.disconnectCalls.run()
    expect(receives.received).toEqual([])
    await strict.close()
    await receives.close()
  })
})
