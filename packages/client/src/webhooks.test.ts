import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { BadSignature, isHubRiseSigned, isStandardSigned, readCallback } from './index.ts'

// Contract, callbacks §4: the test vector.
const clientSecret = '5d1f8a9c0b7e46d2a3c4e5f60718293a4b5c6d7e8f90'
const body =
  '{"id":"h4t9w","resource_type":"catalog","event_type":"update","created_at":"2026-03-14T18:05:00+00:00","account_id":"k7w2p","catalog_id":"q9f4x"}'
const hex = '9d24d75df9718b8eb26802a3912f0bc357ff00955e395cb50e2ae97abede040d'

const signingSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const sentAtMs = 1_614_265_330_000
const now = () => sentAtMs
const sign = (text: string, secret = signingSecret, seconds = sentAtMs / 1_000) =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(`msg_1.${seconds}.${text}`)
    .digest('base64')}`
const standard = (signature = sign(body), seconds = sentAtMs / 1_000) => ({
  'Webhook-Id': 'msg_1',
  'Webhook-Timestamp': String(seconds),
  'Webhook-Signature': signature,
})

describe('X-HubRise-Hmac-SHA256 (callbacks §4)', () => {
  test('the test vector of the contract holds, as text and as bytes', async () => {
    expect(await isHubRiseSigned(body, { 'x-hubrise-hmac-sha256': hex }, clientSecret)).toBe(true)
    const headers = new Headers({ 'X-HubRise-Hmac-SHA256': hex })
    expect(await isHubRiseSigned(Buffer.from(body), headers, clientSecret)).toBe(true)
  })

  test.each([
    ['another body', `${body} `, hex, clientSecret],
    ['another secret', body, hex, 'x'],
    ['a cut signature', body, hex.slice(2), clientSecret],
    ['base64', body, Buffer.from(hex, 'hex').toString('base64'), clientSecret],
    ['nothing', body, undefined, clientSecret],
  ])('%s is refused', async (_, text, signature, secret) => {
    expect(await isHubRiseSigned(text, { 'x-hubrise-hmac-sha256': signature }, secret)).toBe(false)
  })
})

describe('Standard Webhooks 1.0.0 (extensions X4)', () => {
  test('the vector of the specification holds', async () => {
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    }
    expect(await isStandardSigned('{"test": 2432232314}', headers, signingSecret, { now })).toBe(true)
  })

  test('one of several signatures is enough, and so is one of two secrets during a rotation', async () => {
    const former = `whsec_${Buffer.from('the former secret of this connection').toString('base64')}`
    const both = standard(`v1a,unknown ${sign(body, former)} ${sign(body)}`)
    expect(await isStandardSigned(body, both, signingSecret, { now })).toBe(true)
    const old = standard(sign(body, former))
    expect(await isStandardSigned(body, old, signingSecret, { now })).toBe(false)
    expect(await isStandardSigned(body, old, [signingSecret, former], { now })).toBe(true)
  })

  test.each([
    [-300, true],
    [300, true],
    [-301, false],
    [301, false],
  ])('sent %i s from now: %s', async (seconds, isAccepted) => {
    const at = sentAtMs / 1_000 + seconds
    const headers = standard(sign(body, signingSecret, at), at)
    expect(await isStandardSigned(body, headers, signingSecret, { now })).toBe(isAccepted)
  })

  test('an altered id, time or body is refused', async () => {
    const refused = [
      { ...standard(), 'Webhook-Id': 'msg_2' },
      { ...standard(), 'Webhook-Timestamp': '1614265331' },
      { ...standard(), 'Webhook-Timestamp': 'now' },
      { ...standard(), 'Webhook-Signature': 'v1,%%%' },
      {},
    ]
    for (const headers of refused)
      expect(await isStandardSigned(body, headers, signingSecret, { now })).toBe(false)
    expect(await isStandardSigned(`${body} `, standard(), signingSecret, { now })).toBe(false)
  })
})

describe('readCallback', () => {
  const headers = { ...standard(), 'X-HubRise-Hmac-SHA256': hex }

  test('gives the event once both signatures hold', async () => {
    const event = await readCallback(body, headers, { clientSecret, signingSecret }, { now })
    expect(event).toMatchObject({ id: 'h4t9w', resource_type: 'catalog', catalog_id: 'q9f4x' })
  })

  test('refuses when either does not', async () => {
    const wrong = { clientSecret, signingSecret: 'whsec_AAAA' }
    await expect(readCallback(body, headers, wrong, { now })).rejects.toThrow(BadSignature)
    await expect(readCallback(body, standard(), { clientSecret }, { now })).rejects.toThrow(/X-HubRise/)
    await expect(readCallback(body, headers, {}, { now })).rejects.toThrow(TypeError)
  })
})
