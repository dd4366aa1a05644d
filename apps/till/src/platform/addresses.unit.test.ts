import { expect, test } from 'vitest'
import { addressBucket, isLoopback } from './addresses.ts'

test.each([
  ['192.168.1.5', '192.168.1.5'],
  ['::ffff:192.168.1.5', '192.168.1.5'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:DB8::1', '2001:db8:0:0::/64'],
  ['fe80::1cc:dead:beef:1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
])('limits count %s as %s (security S6)', (address, bucket) => {
  expect(addressBucket(address)).toBe(bucket)
})

test('only this machine is loopback (security S34)', () => {
  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) expect(isLoopback(address)).toBe(true)
  for (const address of ['127.0.0.2', '192.168.1.5', '::2', '', undefined])
    expect(isLoopback(address)).toBe(false)
})
