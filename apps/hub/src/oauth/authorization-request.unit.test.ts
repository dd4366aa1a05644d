import { formatScope } from '@hub/contract'
import { describe, expect, test } from 'vitest'
import { readAuthorization } from './authorization-request.ts'

const client = {
  id: '000000000001.clients.hub.test',
  redirectUris: ['https://shop.example/cb'],
  anyHttps: false,
  outOfBand: true,
}
const start = 'client_id=x&redirect_uri=https://shop.example/cb'
const read = (query: string) => readAuthorization(new URLSearchParams(query), client, undefined)
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

describe('errors of a request, in the order of the table (oauth §4)', () => {
  test.each([
    ['scope=location[orders]', 'invalid_scope'],
    ['scope=', 'invalid_scope'],
    ['', 'invalid_scope'],
    ['scope=location[orders]&response_type=token', 'invalid_scope'],
    [`scope=profile&state=${'s'.repeat(2049)}`, 'invalid_request'],
    ['scope=profile&device_id=a/b', 'invalid_request'],
    [`scope=profile&device_id=${'d'.repeat(65)}`, 'invalid_request'],
    ['scope=profile&device_id=a%00', 'invalid_request'],
    ['app_instance_id=h5z2c', 'invalid_request'],
    ['scope=location[orders]&app_instance_id=h5z2c', 'invalid_scope'],
    ['scope=profile&response_type=token', 'unsupported_response_type'],
    ['scope=profile&code_challenge_method=S256', 'invalid_request'],
    [`scope=profile&code_challenge=${challenge}&code_challenge_method=plain`, 'invalid_request'],
    [`scope=profile&code_challenge=${challenge}`, 'invalid_request'],
    ['scope=profile&code_challenge=short&code_challenge_method=S256', 'invalid_request'],
  ])('%s → %s', (query, error) => {
    expect(read(`${start}&${query}`)).toMatchObject({ kind: 'refused', error })
  })
})

test('an unknown client or a redirect URI that is missing or not allowed is never redirected', () => {
  expect(readAuthorization(new URLSearchParams(start), undefined, undefined)).toEqual({
    kind: 'unknown',
    what: 'client',
  })
  for (const query of ['client_id=x&scope=profile', 'redirect_uri=https://evil.test/cb&scope=location[x]'])
    expect(read(query)).toEqual({ kind: 'unknown', what: 'redirect_uri' })
})

test('brackets, commas and colons need no escape, `+` is a space, other parameters are ignored', () => {
  const reading = read(
    `${start}&scope=location[orders.write, catalog.read]&device_id=Kajiro+Tha%C3%AF&state=a%3Db&nope=1&country=fr`,
  )
  if (reading.kind !== 'request') throw new Error(JSON.stringify(reading))
  expect(formatScope(reading.request.scope)).toBe('location[orders.write,catalog.read]')
  expect(reading.request).toMatchObject({ deviceId: 'Kajiro Thaï', state: 'a=b', codeChallenge: null })
})

test('a parameter without a value counts as absent (oauth §4)', () => {
  const optional = [
    'country',
    'account_name',
    'location_name',
    'device_id',
    'app_instance_id',
    'response_type',
  ]
  const empty = [...optional, 'code_challenge', 'code_challenge_method', 'account_id', 'location_id']
  expect(read(`${start}&scope=profile&${empty.join('=&')}=`)).toMatchObject({
    kind: 'request',
    request: { deviceId: null, codeChallenge: null, accountId: null, locationId: null, instance: null },
  })
})

test('a country that is none stops nobody: it only prefills the sign-up form (oauth §4)', () => {
  for (const country of ['UK', 'FRA', 'France']) {
    expect(read(`${start}&scope=profile&country=${country}`)).toMatchObject({ kind: 'request' })
  }
})

test('a challenge of PKCE and a preselection are taken', () => {
  expect(
    read(
      `${start}&scope=profile&response_type=code&code_challenge=${challenge}&code_challenge_method=S256&location_id=k7w2p-0`,
    ),
  ).toMatchObject({ kind: 'request', request: { codeChallenge: challenge, locationId: 'k7w2p-0' } })
})
