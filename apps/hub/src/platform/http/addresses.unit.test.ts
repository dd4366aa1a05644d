import { describe, expect, test } from 'vitest'
import { addressKey, createNetworks, isLoopbackAddress, isLoopbackHost, isNetwork } from './addresses.ts'

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ['1:2:3:4:5:6:192.0.2.1', '1:2:3:4::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['unknown', 'unknown'],
  ['x'.repeat(100), 'x'.repeat(64)],
])('%s counts as %s (security S6)', (address, key) => {
  expect(addressKey(address)).toBe(key)
})

describe('trusted proxies', () => {
  const isTrusted = createNetworks(['10.1.2.3', '192.168.1.0/24', 'fd00::/8', '::1'])
  test.each([
    ['10.1.2.3', true],
    ['::ffff:10.1.2.3', true],
    ['10.1.2.4', false],
    ['192.168.1.200', true],
    ['192.168.2.1', false],
    ['fd12::5', true],
    ['::1', true],
    ['127.0.0.1', false],
    ['nonsense', false],
    [undefined, false],
  ])('%s is trusted: %s (security S6)', (address, trusted) => {
    expect(isTrusted(address)).toBe(trusted)
  })

  test.each([
    ['10.0.0.1', true],
    ['10.0.0.0/8', true],
    ['::/0', true],
    ['10.0.0.0/33', false],
    ['fd00::/129', false],
    ['10.0.0.0/8/8', false],
    ['proxy.example', false],
    ['10.0.0/8', false],
    ['', false],
  ])('%s is a network: %s', (text, isOne) => {
    expect(isNetwork(text)).toBe(isOne)
  })
})

test.each([
  ['localhost', true],
  ['LOCALHOST', true],
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['[::1]', true],
  ['127.evil.example', false],
  ['localhost.evil.example', false],
  ['0.0.0.0', false],
  ['[::]', false],
  ['', false],
])('%s is a loopback name: %s (security S5)', (host, isOne) => {
  expect(isLoopbackHost(host)).toBe(isOne)
})

test('a socket of both families tells loopback as IPv6 (security S5)', () => {
  expect(isLoopbackAddress('::ffff:127.0.0.1')).toBe(true)
})
