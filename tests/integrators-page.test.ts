import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { operatorToken, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))
const png = Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001', 'hex')

let hub: TestHub
let folder: string
beforeAll(async () => {
  hub = await startHub()
  folder = await mkdtemp(join(tmpdir(), 'integrators-page-'))
  await writeFile(join(folder, 'logo.png'), png)
})
afterAll(async () => {
  await hub.close()
  await rm(folder, { recursive: true })
})

/** Commands of the shell, one each: lines that end with a backslash, or within quotes, go on. */
function commandsOf(page: string): string[] {
  const blocks = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block!)
  return blocks
    .join('')
    .split(/(?<!\\)\n(?=curl |npm |ORDER=|$)/)
    .filter((command) => command !== '')
}

test('the examples of the page «For integrators» work as they are written', async () => {
  const owner = await hub.person()
  const account = await hub.account()
  const shop = await hub.app('Shop', { account })
  const customer = await shop.post(`/customer_lists/${account.customerListId}/customers`, {})
  const order = await shop.post('/location/orders', { status: 'new', service_type: 'delivery' })
  const known: Record<string, string> = {
    location_id: account.locationId,
    catalog_id: account.catalogId,
    id: customer.body.id,
    order_id: order.body.id,
  }
  const env = { ...process.env, HUB_URL: hub.origin, HUB_OPERATOR_TOKEN: operatorToken }
  let order_url = ''
  const answers: Record<string, unknown>[] = []
  for (const command of commandsOf(await readFile(`${root}docs/integrators.md`, 'utf8'))) {
    const text = command
      .replaceAll('http://localhost:4000', hub.origin)
      .replaceAll('demo@example.com', owner.email)
      .replaceAll('@logo.png', `@${join(folder, 'logo.png')}`)
      .replaceAll(/<(\w+)>/g, (_, name: string) => known[name] ?? `no ${name} known`)
      .replace(/^curl -N /, 'curl -N --max-time 1 ')
      .replace(/^curl /, 'curl -sS ')
    if (text.startsWith('ORDER=')) {
      order_url = `${text}\n`
      continue
    }
    // The stream is cut by curl.
    const { stdout } = await run('bash', ['-c', order_url + text], { cwd: root, env }).catch((error) => error)
    if (stdout.startsWith('retry:')) continue
    const answer = JSON.parse(stdout)
    answers.push({ command, ...answer })
    if (answer.access_token) known.token = answer.access_token
    for (const name of ['client_id', 'device_code']) if (answer[name]) known[name] = answer[name]
    if (/delivery_quotes /.test(command)) known.quote_id = answer.id
  }
  const refused = answers.filter(({ message, error }) => message !== undefined || error !== undefined)
  // Nobody has typed the code of the device.
  expect(refused).toMatchObject([{ error: 'authorization_pending' }])
  expect(answers.length).toBeGreaterThan(18)
}, 240_000)
