import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const production = { NODE_ENV: 'production', HUB_SECRET: 'x'.repeat(32) }

describe('a wrong setting is refused with its name, what was expected and what came (operations C2)', () => {
  test.each([
    ['DEMO', 'false', "DEMO must be 0 or 1, got 'false'"],
    ['ALLOW_HTTP', 'true', "ALLOW_HTTP must be 0 or 1, got 'true'"],
    ['STRICT_CATALOGS', 'yes', "STRICT_CATALOGS must be 0 or 1, got 'yes'"],
    ['CALLBACK_ALLOW_HTTP', 'on', "CALLBACK_ALLOW_HTTP must be 0 or 1, got 'on'"],
    ['CALLBACK_ALLOW_LOOPBACK', 'no', "CALLBACK_ALLOW_LOOPBACK must be 0 or 1, got 'no'"],
    [
      'CALLBACK_ALLOWED_CIDRS',
      '10.0.0.0/8,shop.lan',
      "CALLBACK_ALLOWED_CIDRS must be addresses or networks, such as '192.168.1.0/24,fd00:1::/32', got 'shop.lan'",
    ],
    [
      'LOG_LEVEL',
      'verbose',
      "LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, got 'verbose'",
    ],
    [
      'MANAGER_ORIGIN',
      'https://example.com/hub',
      "MANAGER_ORIGIN must be an http or https address without path, such as https://hub.example, got 'https://example.com/hub'",
    ],
  ])('%s=%s', (name, value, sentence) => {
    for (const environment of [{}, production])
      expect(() => readConfig({ ...environment, [name]: value })).toThrow(new ConfigError(sentence))
  })

  test.each(['localhost:5432', 'mysql://root:geheim@db/hub', 'hub'])('DATABASE_URL=%s', (text) => {
    expect(() => readConfig({ DATABASE_URL: text })).toThrow(
      new ConfigError('DATABASE_URL must be an address such as postgres://user:password@host:5432/database'),
    )
  })
})

test('right settings are taken', () => {
  const config = readConfig({
    DEMO: '0',
    STRICT_CATALOGS: '1',
    CALLBACK_ALLOW_HTTP: '1',
    CALLBACK_ALLOW_LOOPBACK: '0',
    CALLBACK_ALLOWED_CIDRS: '192.168.1.10, fd00:1::/32',
    MANAGER_ORIGIN: 'https://hub.example/',
    DATABASE_URL: 'postgresql:///hub?host=/run/postgresql',
    LOG_LEVEL: 'silent',
  })
  expect(config).toMatchObject({
    demo: false,
    strictCatalogs: true,
    callbackUrls: {
      allowHttp: true,
      allowLoopback: false,
      allowedCidrs: ['192.168.1.10', 'fd00:1::/32'],
    },
    managerOrigin: 'https://hub.example',
    databaseUrl: 'postgresql:///hub?host=/run/postgresql',
    logLevel: 'silent',
  })
  expect(readConfig({ ...production, DEMO: '1', CALLBACK_ALLOW_LOOPBACK: '1' })).toMatchObject({
    demo: false,
    allowHttp: false,
    callbackUrls: { allowLoopback: false },
    logLevel: 'info',
  })
})
