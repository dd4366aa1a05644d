import { OAuthClient, redirectUri, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let now = Date.parse('2026-03-14T11:00:00Z')
beforeAll(async () => {
  hub = await startHub({ clock: { now: () => now } })
})
afterAll(() => hub.close())

const form = { name: 'Ma boutique', redirect_uris: [redirectUri] }
const fields = (answer: { body: { errors: { field: string; code: string }[] } }) =>
  answer.body.errors.map(({ field, code }) => `${field} ${code}`)

describe('«DÉVELOPPEUR» (back-office §4.18)', () => {
  test('any user makes a client, whose credentials get a token by the authorisation page', async () => {
    const account = await hub.account()
    const developer = await hub.person()
    const merchant = await hub.person({ admin: [account] })
    const { status, body } = await developer.post('/clients', form)
    expect(status).toBe(200)
    expect(body.client_id).toMatch(/^\d{12}\.clients\./)
    expect(body.client_secret).toMatch(/^[0-9a-f]{44}$/)
    const client = new OAuthClient(hub.origin, {
      clientId: body.client_id,
      clientSecret: body.client_secret,
    })
    const { app } = await client.connect(merchant, { scope: 'location[orders.write]' })
    expect((await app.get('/location')).status).toBe(200)
    const { body: details } = await developer.get(`/clients/${body.client_id}`)
    expect(details).toMatchObject({
      name: 'Ma boutique',
      redirect_uris: [redirectUri],
      connections: 1,
      is_app: false,
      connected: [{ account: { id: account.id }, location: { id: account.locationId }, device_id: null }],
    })
    expect(JSON.stringify((await developer.get('/clients')).body)).not.toContain(body.client_secret)
  })

  test('a form sent twice makes one client and shows its secret again (back-office 10.10)', async () => {
    const developer = await hub.person()
    const headers = { 'idempotency-key': 'form-1' }
    const [first, second] = [
      await developer.post('/clients', form, { headers }),
      await developer.post('/clients', form, { headers }),
    ]
    expect(second.body).toEqual(first.body)
    expect((await developer.get('/clients')).body).toHaveLength(1)
  })

  test('a blank name and what is no redirect URI are refused, each under its field', async () => {
    const developer = await hub.person()
    const answer = await developer.post('/clients', {
      name: ' ',
      redirect_uris: [redirectUri, 'http://shop.example/cb', 'https://shop.example/#x'],
    })
    expect(answer.status).toBe(422)
    expect(fields(answer)).toEqual([
      'name blank',
      'redirect_uris[1] not_a_redirect_uri',
      'redirect_uris[2] not_a_redirect_uri',
    ])
  })

  test('the secret before the newest still buys tokens for 24 h (oauth §1)', async () => {
    const developer = await hub.person()
    const { body: first } = await developer.post('/clients', form)
    const { body: second } = await developer.post(`/clients/${first.client_id}/secret`)
    const revokes = async (clientSecret: string) => {
      const answer = await fetch(`${hub.origin}/oauth2/v1/revoke`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: first.client_id, client_secret: clientSecret, token: 'x' }),
      })
      return answer.status
    }
    expect([await revokes(first.client_secret), await revokes(second.client_secret)]).toEqual([200, 200])
    now += 25 * 60 * 60 * 1000
    expect([await revokes(first.client_secret), await revokes(second.client_secret)]).toEqual([401, 200])
  })

  test('deleting it ends its connections; the logs of their accounts stay', async () => {
    const account = await hub.account()
    const developer = await hub.person()
    const admin = await hub.person({ admin: [account] })
    const { body } = await developer.post('/clients', form)
    const app = await hub.app('unused', { account, client: { clientId: body.client_id } })
    expect((await app.get('/location')).status).toBe(200)
    expect((await developer.delete(`/clients/${body.client_id}`)).status).toBe(204)
    expect((await app.get('/location')).status).toBe(401)
    expect((await developer.get('/clients')).body).toEqual([])
    const { body: journal } = await admin.get(
      `/accounts/${account.id}/connections/${app.connectionId}/journal`,
    )
    expect(journal.events).toEqual([])
    const page = await admin.fetch(
      `/oauth2/v1/authorize?client_id=${body.client_id}&redirect_uri=${redirectUri}&scope=profile`,
    )
    expect(page.status).toBe(400)
  })

  test('another user’s client is 404', async () => {
    const developer = await hub.person()
    const stranger = await hub.person()
    const { body } = await developer.post('/clients', form)
    const path = `/clients/${body.client_id}`
    const answers = [
      await stranger.get(path),
      await stranger.patch(path, form),
      await stranger.post(`${path}/secret`),
      await stranger.delete(path),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  })
})
