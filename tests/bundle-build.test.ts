// How programs are bundled (scripts/bundle), by a small one.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { bundleProgram } from '../scripts/bundle/build.ts'

const program = { name: 'small', entry: 'apps/small/src/main.ts', late: ['rare', 'apps/small/src/rare'] }

/** A repository with one program. */
function repository(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'bundle-build-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const packages = {
    'node_modules/rare/package.json':
      '{"name":"rare","version":"1.0.0","license":"MIT","type":"module","exports":"./index.js"}',
    'node_modules/rare/LICENSE': 'Copyright (c) a maker of rare things',
    'node_modules/rare/index.js': "export const rare = 'rare'\nconsole.log('loaded')\n",
    'node_modules/local/package.json': '{"name":"local","license":"MIT","exports":"./index.js"}',
    'node_modules/local/LICENSE': 'Copyright (c) a maker of local things',
    'node_modules/local/index.js': "exports.text = require('node:fs').readFileSync(__dirname + '/x.txt')\n",
  }
  for (const [name, content] of Object.entries({ ...packages, ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  return root
}

const mainOf = (root: string) => join(root, 'dist/small/main.mjs')
const noticeOf = (root: string) => readFileSync(join(root, 'dist/small/THIRD-PARTY.txt'), 'utf8')
const run = (root: string) => execFileSync(process.execPath, [mainOf(root)], { encoding: 'utf8' })
const builds = (root: string) => readdirSync(join(root, 'dist/small')).filter((name) => !name.includes('.'))

test.each([
  ['package', "import { rare } from 'rare'\nconsole.log(rare)\n"],
  ['folder', "import { rare } from './rare/index.ts'\nconsole.log(rare)\n"],
])('a rare %s that the start would load fails the build (performance §7)', async (_kind, source) => {
  const root = repository({
    'apps/small/src/main.ts': "import './deep.ts'\n",
    'apps/small/src/deep.ts': source,
    'apps/small/src/rare/index.ts': "export const rare = 'rare'\n",
  })
  await expect(bundleProgram(root, program)).rejects.toThrow(/The start would load .*rare: import it where/)
  expect(existsSync(mainOf(root))).toBe(false)
})

test('a rare package is loaded where it is imported (performance §7)', async () => {
  const root = repository({
    'apps/small/src/main.ts': "console.log('started')\nconsole.log((await import('rare')).rare)\n",
  })
  await bundleProgram(root, program)
  expect(run(root)).toBe('started\nloaded\nrare\n')
})

test('a module that waits at its top level does not wait for itself (decision 0012)', async () => {
  const root = repository({
    'apps/small/src/main.ts':
      "import { once } from './shared.ts'\nconsole.log(once, await (await import('./later.ts')).later())\n",
    'apps/small/src/shared.ts': "export const once = 'once'\n",
    'apps/small/src/later.ts': "import { once } from './shared.ts'\nexport const later = async () => once\n",
  })
  await bundleProgram(root, program)
  expect(run(root)).toBe('once once\n')
})

test('a file and a thread are found, and traces name the sources (decision 0012)', async () => {
  const root = repository({
    'apps/small/src/main.ts': `import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
interface Erased { nothing: string }
console.log(readFileSync(new URL('words/hello.txt', import.meta.url), 'utf8'))
const worker = new Worker(
  new URL(
    './thread.ts',
    import.meta.url,
  ),
)
worker.on('message', (stack: string) => {
  console.log(stack)
  throw new Error('in the program')
})
`,
    'apps/small/src/words/hello.txt': 'hello',
    'apps/small/src/thread.ts': `import { parentPort } from 'node:worker_threads'

interface Erased { nothing: string }

parentPort!.postMessage(new Error('in the thread').stack)
`,
  })
  await bundleProgram(root, program)
  rmSync(join(root, 'apps/small/src/words'), { recursive: true })
  const { stdout, stderr } = spawnSync(process.execPath, [mainOf(root)], { encoding: 'utf8' })
  expect(stdout).toContain('hello\nError: in the thread\n')
  expect(stdout).toContain(`${join(root, 'apps/small/src/thread.ts')}:5:`)
  expect(stderr).toContain(`${join(root, 'apps/small/src/main.ts')}:13:`)
})

test.each([
  ['one of ours', 'console.log(import.meta.dirname)\n', /main\.ts uses import\.meta in a way/],
  ['a package', "import { text } from 'local'\nconsole.log(text)\n", /local looks for files beside itself/],
  ['what is missing', "import 'missing'\n", /missing/],
])(
  'a module that would not find its files fails the build: %s (decision 0012)',
  async (_kind, source, why) => {
    const root = repository({ 'apps/small/src/main.ts': source })
    await expect(bundleProgram(root, program)).rejects.toThrow(why)
  },
)

const usesRare = {
  'apps/small/src/main.ts': "console.log((await import('rare')).rare)\n",
}

test('the notice has name, version, licence and text of what others made (security S37)', async () => {
  const root = repository({
    'apps/small/src/main.ts': `import { Worker } from 'node:worker_threads'
console.log(new URL('words.txt', import.meta.url).href)
new Worker(new URL('thread.ts', import.meta.url))
`,
    'apps/small/src/thread.ts': "import { rare } from 'rare'\nconsole.log(rare)\n",
    'apps/small/src/words.txt': 'hello',
    'apps/small/src/words.txt.licence': 'words 2.1\nOFL-1.1\n\nCopyright (c) a writer\n',
  })
  await bundleProgram(root, program)
  expect(noticeOf(root)).toBe(`This program contains the following software of others.

${'-'.repeat(80)}

rare 1.0.0
Licence: MIT

Copyright (c) a maker of rare things

${'-'.repeat(80)}

words 2.1
Licence: OFL-1.1

Copyright (c) a writer
`)
})

test.each([
  ['without a text', { license: 'MIT' }, /^rare 1\.0\.0 \(MIT\) has no licence text: look for it/],
  ['without a licence', {}, /^rare 1\.0\.0 says no licence in its package\.json\.$/],
  [
    'with another licence',
    { license: '(AGPL-3.0 AND MIT)' },
    /has the licence \(AGPL-3\.0 AND MIT\), which is not among/,
  ],
])('a package %s fails the build in a sentence (security S37)', async (_which, manifest, sentence) => {
  const root = repository({
    ...usesRare,
    'node_modules/rare/package.json': JSON.stringify({
      name: 'rare',
      version: '1.0.0',
      type: 'module',
      exports: './index.js',
      ...manifest,
    }),
  })
  if (!('license' in manifest) || manifest.license === 'MIT') rmSync(join(root, 'node_modules/rare/LICENSE'))
  await expect(bundleProgram(root, program)).rejects.toThrow(sentence)
  expect(existsSync(mainOf(root))).toBe(false)
})

test('a text in the description counts, and one of several licences is chosen (security S37)', async () => {
  const terms = 'Permission is hereby granted […] OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.'
  const root = repository({
    ...usesRare,
    'node_modules/rare/package.json':
      '{"name":"rare","version":"1.0.0","license":"(MIT OR GPL-3.0)","type":"module","exports":"./index.js"}',
    'node_modules/rare/README.md': `# Rare\n\n## Licence\n\nCopyright (c) 2026 R\n\n${terms}\n\n## Thanks\n`,
  })
  rmSync(join(root, 'node_modules/rare/LICENSE'))
  await bundleProgram(root, program)
  expect(noticeOf(root)).toContain(`Licence: (MIT OR GPL-3.0)\n\nCopyright (c) 2026 R\n\n${terms}\n`)
  expect(noticeOf(root)).not.toContain('Thanks')
})

test('a program that runs keeps the files of its build, for a week (decision 0012)', async () => {
  const main = 'apps/small/src/main.ts'
  const root = repository({ [main]: "console.log('one')\n" })
  await bundleProgram(root, program)
  const [first = ''] = builds(root)
  await bundleProgram(root, program)
  expect(builds(root)).toEqual([first])
  const eightDaysAgo = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000)
  const age = () => utimesSync(join(root, 'dist/small', first), eightDaysAgo, eightDaysAgo)
  age()
  writeFileSync(join(root, main), "console.log('two')\n")
  await bundleProgram(root, program)
  expect(builds(root)).toHaveLength(2)
  expect(run(root)).toBe('two\n')
  age()
  await bundleProgram(root, program)
  expect(builds(root)).toEqual([expect.not.stringMatching(first)])
})
