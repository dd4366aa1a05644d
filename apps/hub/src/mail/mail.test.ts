import { ConfigError, readConfig } from '@hub/hub/config'
import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../platform/db/index.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const link = 'http://localhost:4000/reset_password/0123456789abcdef'
const send = (email: string, locale: 'fr-FR' | 'en-GB', firstName = 'Zoé') =>
  transaction(hub.parts.db, (trx) =>
    hub.parts.post.send(trx, { email, locale }, { kind: 'password_reset', firstName, link }),
  )

test('a mail is in the correspondence language of its reader (back-office §1)', async () => {
  await send('zoe@hub.test', 'fr-FR')
  await send('zoe@hub.test', 'en-GB')
  const [french, english] = await hub.mails('zoe@hub.test')
  expect(french).toMatchObject({
    subject: 'Réinitialisez votre mot de passe',
    text: expect.stringContaining('deux heures'),
  })
  expect(english).toMatchObject({
    subject: 'Reset your password',
    text: expect.stringContaining('two hours'),
  })
  expect(english!.text).toContain(link)
})

test('a mail of a change that was rolled back is never sent (design, Jobs)', async () => {
  const failed = transaction(hub.parts.db, async (trx) => {
    await hub.parts.post.send(
      trx,
      { email: 'never@hub.test', locale: 'fr-FR' },
      { kind: 'password_changed', firstName: 'Zoé', link },
    )
    throw new Error('no')
  })
  await expect(failed).rejects.toThrow('no')
  await send('after@hub.test', 'fr-FR')
  expect(await hub.mails('after@hub.test')).toHaveLength(1)
  expect(await hub.mails('never@hub.test')).toEqual([])
})

test('many mails of one instant all leave at once', async () => {
  const startedMs = Date.now()
  await Promise.all(Array.from({ length: 12 }, () => send('many@hub.test', 'fr-FR')))
  expect(await hub.mails('many@hub.test')).toHaveLength(12)
  expect(Date.now() - startedMs).toBeLessThan(8000)
})

test('without a mail server mails are listed on a local page, their links to be followed (design, Mail)', async () => {
  await send('page@hub.test', 'fr-FR', '<img src=x onerror=alert(1)>')
  const [mail] = await hub.mails('page@hub.test')
  const list = await fetch(`${hub.origin}/mail`)
  const page = await list.text()
  expect(list.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(page).toContain(`<a href="/mail/${mail!.id}">Réinitialisez votre mot de passe</a>`)
  const shown = await (await fetch(`${hub.origin}/mail/${mail!.id}`)).text()
  expect(shown).toContain(`<a href="${link}"`)
  expect(shown).not.toContain('<img')
  expect((await fetch(`${hub.origin}/mail/..%2F..%2Fpackage`)).status).toBe(404)
})

test('there is no such page in production', async () => {
  const production = await startHub({ config: { production: true } })
  try {
    expect(await (await fetch(`${production.origin}/mail`)).text()).not.toContain('Courriers')
  } finally {
    await production.close()
  }
})

test('a link does not lie in the database in the clear (design, Secrets)', async () => {
  await send('sealed@hub.test', 'fr-FR')
  const rows = await hub.parts.db<{ data: unknown }>`select data from pgboss.job`
  expect(JSON.stringify(rows)).toContain('sealed')
  expect(JSON.stringify(rows)).not.toContain('0123456789abcdef')
})

test('a mail server that could not be reached by its address is refused at the start (operations C2)', () => {
  for (const url of ['mail.example.com', 'http://mail.example.com', 'smtp://a b'])
    expect(() => readConfig({ SMTP_URL: url })).toThrow(ConfigError)
  const { smtpUrl } = readConfig({ SMTP_URL: 'smtps://user:secret@mail.example.com:465' })
  expect(smtpUrl).toBe('smtps://user:secret@mail.example.com:465')
})
