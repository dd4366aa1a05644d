import { describe, expect, test } from 'vitest'
import { readCommandLine, UsageError } from './command-line.ts'

const read = (text: string) => readCommandLine(text.split(' '))

test('options become the fields of the body, repeated ones a list', () => {
  expect(
    readCommandLine([
      'accounts',
      'create',
      '--name',
      'Pizzeria Roma',
      ...'--currency EUR --country FR --owner a@b.fr --location-name Lille'.split(' '),
    ]),
  ).toEqual({
    method: 'POST',
    path: '/accounts',
    body: { name: 'Pizzeria Roma', currency: 'EUR', country: 'FR', owner: 'a@b.fr', location_name: 'Lille' },
  })
  expect(
    read('clients create --name Shop --owner a@b.fr --redirect-uri https://a/ --redirect-uri=https://b/'),
  ).toMatchObject({
    body: { redirect_uri: ['https://a/', 'https://b/'] },
  })
  const asApp = `--app --location-scope location[orders.write] --connect-url https://a/`
  expect(read(`clients create --name Shop --owner a@b.fr ${asApp}`)).toMatchObject({
    body: { app: true, location_scope: 'location[orders.write]', connect_url: 'https://a/' },
  })
  expect(
    read('connections create --client 1.clients.x --scope location[orders.write] --location k7w2p-0'),
  ).toMatchObject({
    path: '/connections',
    body: { scope: 'location[orders.write]', location: 'k7w2p-0' },
  })
})

test.each([
  ['connections block m4q8zt', 'POST', '/connections/m4q8zt/block'],
  ['connections unblock m4q8zt', 'POST', '/connections/m4q8zt/unblock'],
  ['connections disconnect m4q8zt', 'DELETE', '/connections/m4q8zt'],
  ['clients approve 1.clients.x', 'POST', '/clients/1.clients.x/approve'],
  ['clients unapprove 1.clients.x', 'POST', '/clients/1.clients.x/unapprove'],
  ['accounts suspend k7w2p', 'POST', '/accounts/k7w2p/suspend'],
  ['locations resume k7w2p-0', 'POST', '/locations/k7w2p-0/resume'],
])('%s → %s %s', (line, method, path) => {
  expect(read(line)).toEqual({ method, path, body: undefined })
})

describe('a command line that cannot be understood is refused with a sentence', () => {
  test.each([
    ['pizzas create', "'pizzas create'"],
    ['users', "'users '"],
    ['users suspend x', "'users suspend'"],
    ['users create --email a@b.fr --password p', '--name'],
    ['users create --email a@b.fr --password p --name n --age 3', '--age'],
    ['catalogs create --name Menu', '--account or --location'],
    ['catalogs create --name Menu --account a --location b', 'not both'],
    ['catalogs create --name', '--name'],
    ['connections block', 'one id'],
    ['connections block a b', 'one id'],
    ['clients create --name x --owner a@b.fr extra', 'extra'],
  ])('%s', (line, part) => {
    expect(() => read(line)).toThrow(UsageError)
    expect(() => read(line)).toThrow(part)
  })
})

test('help is asked for with --help anywhere, or with nothing', () => {
  expect(readCommandLine([])).toBe('help')
  expect(read('accounts create --help')).toBe('help')
})

test('a new user’s password comes from an argument, standard input or the environment (security S7)', () => {
  const user = 'users create --email a@b.fr --name x'
  const body = { email: 'a@b.fr', name: 'x' }
  expect(read(user)).toMatchObject({ body, passwordFrom: 'environment' })
  expect(read(`${user} --password-stdin`)).toEqual({
    method: 'POST',
    path: '/users',
    body,
    passwordFrom: 'stdin',
  })
  expect(read(`${user} --password p`)).toMatchObject({
    body: { ...body, password: 'p' },
    passwordFrom: 'argument',
  })
  expect(() => read(`${user} --password p --password-stdin`)).toThrow('not both')
})
