import { expect, test } from 'vitest'
import { canonicalPath } from './paths.ts'

test.each([
  ['/', '/'],
  ['/login?next=/api', '/login'],
  ['/%61pi/session', '/api/session'],
  ['//api//session/', '/api/session'],
  ['/login/../api/session', '/api/session'],
  ['/login/%2e%2e/api', '/api'],
  ['/../../api', '/api'],
  ['/API/session', '/api/session'],
  ['\\api\\session', '/api/session'],
  ['/%2Fapi', '/api'],
  ['/api;x=1/session', '/api/session'],
  ['http://hub.example/api/session?x=1', '/api/session'],
  ['http://hub.example', '/'],
  ['/%E0%A4%A', '/%e0%a4%a'],
])('%s is read as %s (security S1)', (url, path) => {
  expect(canonicalPath(url)).toBe(path)
})
