import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { operatorToken, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

test('the page «Your first order» works as it is written', async () => {
  const owner = await hub.person()
  const page = await readFile(`${root}docs/integrators/first-order.md`, 'utf8')
  const shell = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, code]) => code!)
  const [script] = page.match(/(?<=```js\n).*?(?=```)/s)!
  expect(shell.shift()).toBe('npm start\n')
  const commands = shell
    .join('\n')
    .replace('http://localhost:4000', hub.origin)
    .replace('demo@example.com', owner.email)
  const env = { ...process.env, HUB_OPERATOR_TOKEN: operatorToken, SCRIPT: script }
  const { stdout } = await run(
    'bash',
    ['-euo', 'pipefail', '-c', `${commands}\nexport SHOP KITCHEN\nnode --input-type=module -e "$SCRIPT"`],
    { cwd: root, env },
  )
  // JSON that curl prints ends without a line of its own.
  const lines = stdout
    .replaceAll('}', '}\n')
    .split('\n')
    .filter((line) => line !== '' && line !== '}')
  expect(lines).toEqual([
    expect.stringMatching(/^[a-z0-9]+-0$/),
    '{"url":null,"events":{"order":["create","update"]}',
    '27.00 EUR',
    '{}',
    'accepted',
    expect.stringMatching(/^\w+ accepted$/),
  ])
}, 180_000)
