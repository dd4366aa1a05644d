import { expect, test } from 'vitest'
import { maskText, maskUrl } from './index.ts'

const secret = '5b0f6b0e7c1d4a9e8f2d3c4b5a697887'
const names = [
  'access_token',
  'Access-Token',
  'accessToken',
  'refresh_token',
  'token',
  'code',
  'CODE',
  'device_code',
  'user_code',
  'client_secret',
  'clientSecret',
  'secret',
  'api_key',
  'X-API-Key',
  'apikey',
  'password',
  'current_password',
  'Passwd',
  'code_verifier',
  'next',
]
const encode = (text: string, times: number) =>
  Array.from({ length: times }).reduce<string>((inner) => encodeURIComponent(inner), text)
const everyByte = (text: string) =>
  [...text].map((letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')

test.each(names)('%s is masked in every form of a URL (security S32)', (name) => {
  const inner = `/cb?x=1&${name}=${secret}`
  const urls = [
    `/v1/location?${name}=${secret}`,
    `/v1/location?a=1&${name}=${secret}&b=2`,
    `/v1/location?${everyByte(name)}=${secret}`,
    `/v1/location#${name}=${secret}`,
    `/v1/location?a=1?${name}=${secret}`,
    `/login?back=${encode(inner, 1)}`,
    `/login?back=${encode(inner, 2)}`,
    `/login?back=${encode(inner, 4)}`,
    `/login?back=${encode(inner, 9)}`,
    `/login?${encode(inner, 1)}`,
    `/cb&${name}=${secret}`,
    `/cb%3F${name}%3D${secret}`,
    `http://hub.test/v1/location?${name}=${secret}`,
    `/login?state=${Buffer.from(JSON.stringify({ [name]: secret })).toString('base64url')}`,
  ]
  for (const url of urls) {
    const told = maskUrl(url)
    expect(told, url).toContain('***')
    expect(decodeURIComponent(told), url).not.toContain(secret)
    expect(told, url).not.toContain(Buffer.from(secret).toString('base64url').slice(4, 30))
  }
})

test.each(names)('%s is masked in every form of a body (security S32)', (name) => {
  const quoted = JSON.stringify({ [name]: secret })
  const bodies = [
    quoted,
    `{"${name}"\n :\t"${secret}"}`,
    `{"${name.toUpperCase()}":"a\\"${secret}"}`,
    `{"a":{"b":[{"${name}":["x","${secret}"]}]}}`,
    `{"${name}":{"value":"${secret}"},"c":1}`,
    JSON.stringify({ body: quoted }),
    JSON.stringify({ body: JSON.stringify({ body: quoted }) }),
    JSON.stringify({ url: `https://shop.example/cb?${name}=${secret}` }),
    JSON.stringify([`https://shop.example/cb?x=${encode(`${name}=${secret}`, 2)}`]),
    JSON.stringify({ note: `see https://shop.example/cb?${name}=${secret} for more` }),
    `{"${name}":"${secret}`,
    `{"${name}":"${secret}",,,`,
    `a=1&${name}=${secret}&b=2`,
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${secret}\r\n--x--`,
    `--x\r\nContent-Disposition: form-data; name=${name}\r\nContent-Type: text/plain\r\n\r\n${secret}\r\n--x--`,
  ]
  for (const body of bodies) expect(maskText(body), body).not.toContain(secret)
})

test('names in JSON that are escaped, and credentials in texts, are masked (security S32)', () => {
  expect(maskText(`{"p\\u0061ssword":"${secret}"}`)).not.toContain(secret)
  const basic = Buffer.from(`client:${secret}`).toString('base64')
  expect(maskText(`{"headers":"Authorization: Basic ${basic}"}`)).not.toContain(basic)
  expect(maskText(`sent with Bearer ${secret}`)).not.toContain(secret)
  expect(maskUrl(`/verify/${secret}`)).toBe('/verify/***')
  expect(maskUrl(`/api/password/reset/${secret}?a=1`)).toBe('/api/password/reset/***?a=1')
  expect(maskUrl(`/%76erify/${secret}`)).not.toContain(secret)
  expect(maskUrl(`//invitation//${secret}`)).not.toContain(secret)
  expect(maskUrl(`/x%2fverify%2f${secret}`)).not.toContain(secret)
})

test('what is no secret stays readable (general §12)', () => {
  const urls = [
    '/v1/location/orders?after=2026-01-01T00:00:00+01:00&status=new',
    '/v1/customer_lists/d3m8v/customers/u7x3d?email=noor%40example.com',
    '/oauth2/v1/authorize?client_id=1.clients.x&scope=location[orders.write]&state=a%26b',
    '/api/orders?search=caf%C3%A9%20100%25&cursor=eyJhIjoxfQ.abc',
    '/v1/catalogs/q9f4x/images/a%2Fb',
  ]
  for (const url of urls) expect(maskUrl(url)).toBe(url)
  const order = {
    status: 'new',
    collection_code: '#42',
    customer: {
      postal_code: '59800',
      phone_access_code: '12',
      delivery_notes: 'Code : 42A, « porte = bleue »',
    },
    items: [{ product_name: 'Pizza 4/4', price: '9.80 EUR', options: [], ref: 'A/B' }],
    custom_fields: { note: '50% off, a=b' },
  }
  expect(maskText(JSON.stringify(order))).toBe(JSON.stringify(order))
  expect(maskText('{"password":null,"code":""}')).toBe('{"password":null,"code":""}')
})

test('the longest body that is logged is masked in no time, however it is shaped (security S10)', () => {
  const size = 16 * 1024
  const shapes = [
    '"',
    '{"password":',
    '{"a":[',
    'name="x"\r\n',
    'a=',
    '%25',
    '\\"',
    '/verify',
    'x=%3D&',
    '"token":[',
  ]
  for (const shape of shapes) {
    const text = shape.repeat(size / shape.length)
    for (const body of [text, `{"a":"${text}`, `x ${text}`]) {
      const start = performance.now()
      maskText(body)
      expect(performance.now() - start, shape).toBeLessThan(500)
    }
  }
})
