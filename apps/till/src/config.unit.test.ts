import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('settings of the environment', () => {
  test('nothing set gives the hub of the same folder, port 4100 on loopback, the demo and a poll every 30 s', () => {
    expect(readConfig({ DATA_DIR: '/srv/shop' })).toMatchObject({
      port: 4100,
      host: '127.0.0.1',
      demo: true,
      dataDir: join('/srv/shop', 'till'),
      hub: { clientFile: join('/srv/shop', 'till-client.json') },
      pollSeconds: 30,
    })
    // The origins come from the file (operations C4).
    expect(readConfig({}).hub).not.toHaveProperty('apiOrigin')
  })

  test('everything can be set', () => {
    const config = readConfig({
      TILL_PORT: '0',
      TILL_HOST: '192.168.1.5',
      DEMO: '0',
      HUB_API_ORIGIN: 'https://api.example.com/',
      HUB_MANAGER_ORIGIN: 'https://manager.example.com',
      HUB_CLIENT_ID: 'till',
      HUB_CLIENT_SECRET: 'secret',
      TILL_POLL_SECONDS: '1',
    })
    expect(config).toMatchObject({
      port: 0,
      host: '192.168.1.5',
      demo: false,
      hub: { apiOrigin: 'https://api.example.com', client: { id: 'till', secret: 'secret' } },
      pollSeconds: 1,
    })
  })

  test.each([
    ['TILL_PORT', 'abc'],
    ['TILL_PORT', '70000'],
    ['TILL_HOST', 'http://shop'],
    ['TILL_TLS', 'yes'],
    ['DEMO', 'yes'],
    ['HUB_API_ORIGIN', 'localhost:4000'],
    ['HUB_API_ORIGIN', 'http://localhost:4000/v1'],
    ['HUB_MANAGER_ORIGIN', 'ftp://example.com'],
    ['TILL_POLL_SECONDS', '0'],
  ])('%s=%s is refused with a sentence that names both', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError)
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} must be .+"${value}"\\.$`))
  })

  test('TLS of the network: on, by files, or off, and never half of it (security S34)', () => {
    expect(readConfig({}).tls).toBeUndefined()
    expect(readConfig({ TILL_TLS: '0' }).tls).toBe('off')
    const files = { TILL_TLS_CERT: '/etc/till/cert.pem', TILL_TLS_KEY: '/etc/till/key.pem' }
    expect(readConfig(files).tls).toEqual({
      certificateFile: '/etc/till/cert.pem',
      keyFile: '/etc/till/key.pem',
    })
    expect(() => readConfig({ TILL_TLS_CERT: 'cert.pem' })).toThrow(/TILL_TLS_KEY, which is missing/)
    expect(() => readConfig({ TILL_TLS_KEY: 'key.pem' })).toThrow(/TILL_TLS_CERT, which is missing/)
    expect(() => readConfig({ ...files, TILL_TLS: '0' })).toThrow(/TILL_TLS_CERT and TILL_TLS_KEY are set/)
  })

  test('a client id alone is a public client; a secret alone is refused, naming what is missing', () => {
    expect(readConfig({ HUB_CLIENT_ID: 'till' }).hub.client).toEqual({ id: 'till' })
    expect(() => readConfig({ HUB_CLIENT_SECRET: 's' })).toThrow(/HUB_CLIENT_ID, which is missing/)
  })
})
