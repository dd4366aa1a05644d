import { outOfBandUri } from '@hub/contract'
import { describe, expect, test } from 'vitest'
import { isRedirectAllowed, redirectUriProblem, withParameters } from './redirect-uri.ts'

const listed = (...redirectUris: string[]) => ({ redirectUris, anyHttps: false, outOfBand: true })

describe('a redirect URI is allowed when an entry matches it on scheme, host, port and path (oauth §4)', () => {
  test.each([
    ['https://shop.example/cb', 'https://shop.example/cb', true],
    ['https://shop.example/cb', 'https://shop.example/cb?app_instance_id=h5z2c', true],
    ['https://shop.example/cb?x=1', 'https://shop.example/cb?x=2', true],
    ['https://shop.example/cb', 'https://SHOP.example:443/cb', true],
    ['https://shop.example', 'https://shop.example/', true],
    ['https://shop.example/cb', 'https://shop.example/cb/', false],
    ['https://shop.example/cb', 'https://shop.example/CB', false],
    ['https://shop.example/cb', 'https://shop.example/cb/deeper', false],
    ['https://shop.example/cb', 'https://shop.example:8443/cb', false],
    ['https://shop.example/cb', 'http://shop.example/cb', false],
    ['https://shop.example/cb', 'https://shop.example.evil.test/cb', false],
    ['https://shop.example/cb', 'https://evil.test/cb', false],
    ['https://shop.example/cb', 'https://shop.example./cb', false],
    ['https://shop.example/cb', 'https://evil.test/../shop.example/cb', false],
    ['https://shop.example/cb', '//shop.example/cb', false],
    ['https://shop.example/cb', '/cb', false],
    ['https://shop.example/cb', '', false],
  ])('%s × %s → %s', (entry, uri, allowed) => {
    expect(isRedirectAllowed(listed(entry), uri)).toBe(allowed)
  })
})

describe('an entry ending in /* matches any deeper path on the same origin', () => {
  test.each([
    ['https://shop.example/cb/*', 'https://shop.example/cb/paris', true],
    ['https://shop.example/cb/*', 'https://shop.example/cb/paris/1?x=y', true],
    ['https://shop.example/*', 'https://shop.example/any/where', true],
    ['https://shop.example/cb/*', 'https://shop.example/cb', false],
    ['https://shop.example/cb/*', 'https://shop.example/cbx/paris', false],
    ['https://shop.example/cb/*', 'https://shop.example/cb/../admin', false],
    ['https://shop.example/cb/*', 'https://shop.example/cb/%2e%2e/admin', false],
    ['https://shop.example/cb/*', 'https://shop.example/cb/..%2fadmin', false],
    ['https://shop.example/cb/*', 'https://shop.example/cb/..%5Cadmin', false],
    ['https://shop.example/*', 'https://other.example/cb', false],
    ['https://shop.example/*', 'http://shop.example/cb', false],
    ['https://*.example/cb', 'https://shop.example/cb', false],
  ])('%s × %s → %s', (entry, uri, allowed) => {
    expect(isRedirectAllowed(listed(entry), uri)).toBe(allowed)
  })
})

describe('http is for loopback only, on any port', () => {
  test.each([
    ['http://localhost/cb', 'http://localhost:5173/cb', true],
    ['http://127.0.0.1:8080/cb', 'http://127.0.0.1/cb', true],
    ['http://[::1]/cb', 'http://[::1]:9000/cb', true],
    ['http://localhost/cb', 'http://127.0.0.1:5173/cb', false],
    ['http://localhost/cb', 'http://localhost:5173/other', false],
    ['http://localhost/cb', 'https://localhost/cb', false],
    ['http://shop.example/cb', 'http://shop.example/cb', false],
    ['http://localhost/cb', 'http://localhost.evil.test/cb', false],
    ['https://shop.example/cb', 'http://localhost/cb', false],
  ])('%s × %s → %s', (entry, uri, allowed) => {
    expect(isRedirectAllowed(listed(entry), uri)).toBe(allowed)
  })
})

describe('custom schemes only if listed exactly; nothing that a browser runs', () => {
  test.each([
    ['fr.shop.app://oauth', 'fr.shop.app://oauth', true],
    ['fr.shop.app:/oauth', 'fr.shop.app:/oauth', true],
    ['fr.shop.app://oauth', 'fr.shop.app://oauth?x=1', false],
    ['fr.shop.app://*', 'fr.shop.app://oauth', false],
    ['javascript:alert(1)', 'javascript:alert(1)', false],
    ['data:text/html,x', 'data:text/html,x', false],
    ['file:///etc/passwd', 'file:///etc/passwd', false],
  ])('%s × %s → %s', (entry, uri, allowed) => {
    expect(isRedirectAllowed(listed(entry), uri)).toBe(allowed)
  })
})

describe('no fragment, no user name, nothing that a parser would mend', () => {
  test.each([
    'https://shop.example/cb#part',
    'https://shop.example/cb#',
    'https://user@shop.example/cb',
    'https://user:word@shop.example/cb',
    'https://@shop.example/cb',
    'https:shop.example/cb',
    'https:\\\\shop.example\\cb',
    'https://shop.example/\tcb',
    ' https://shop.example/cb',
    'https://shop.example/cb ',
    'https://shop.example/cb\n',
    `https://shop.example/cb?${'x'.repeat(2048)}`,
  ])('%j is refused', (uri) => {
    expect(isRedirectAllowed(listed('https://shop.example/cb'), uri)).toBe(false)
    expect(isRedirectAllowed({ redirectUris: [], anyHttps: true, outOfBand: true }, uri)).toBe(false)
  })
})

test('a client may be opened to any https address, and to nothing else by that', () => {
  const open = { redirectUris: [], anyHttps: true, outOfBand: true }
  expect(isRedirectAllowed(open, 'https://anywhere.example/x?y=z')).toBe(true)
  expect(isRedirectAllowed(open, 'http://localhost/x')).toBe(false)
  expect(isRedirectAllowed(open, 'fr.shop.app://oauth')).toBe(false)
})

test('out of band is allowed unless it is switched off for the client', () => {
  expect(isRedirectAllowed(listed(), outOfBandUri)).toBe(true)
  expect(isRedirectAllowed({ ...listed(), outOfBand: false }, outOfBandUri)).toBe(false)
})

test('what cannot be listed is explained', () => {
  expect(redirectUriProblem('https://shop.example/*')).toBeUndefined()
  expect(redirectUriProblem('http://shop.example/cb')).toContain("'http://shop.example/cb'")
  expect(redirectUriProblem('shop')).toContain('https')
})

test('parameters are appended to the query that is there', () => {
  expect(withParameters('https://a.example/cb', { code: 'c', state: undefined })).toBe(
    'https://a.example/cb?code=c',
  )
  expect(withParameters('https://a.example/cb?x=%20y&z', { error: 'expired', state: 'é &=' })).toBe(
    'https://a.example/cb?x=%20y&z&error=expired&state=%C3%A9+%26%3D',
  )
  expect(withParameters('fr.shop.app://oauth', { code: 'c' })).toBe('fr.shop.app://oauth?code=c')
})
