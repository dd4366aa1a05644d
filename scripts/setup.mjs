// Prepares a fresh clone: dependencies, then the two web apps when missing or older than their sources.
// No dependency, syntax of Node 20: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stampFile = join(root, 'node_modules', '.cache', 'installed-lock')

function fail(step, help) {
  process.stderr.write(`\nSet-up failed: ${step}.\n${help}\n`)
  process.exit(1)
}

function run(label, command, args, help) {
  process.stderr.write(`${label}…\n`)
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (result.status === 0) return
  process.stderr.write(
    `${result.stdout ?? ''}${result.stderr ?? ''}${result.error ? `${result.error.message}\n` : ''}`,
  )
  fail(label, help)
}

function newestChange(path) {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(
    0,
    ...readdirSync(path)
      .filter((name) => name !== 'node_modules' && name !== 'dist' && !name.endsWith('.test.ts'))
      .map((name) => newestChange(join(path, name))),
  )
}

const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
const installed = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash
if (!installed) {
  run(
    'Installing dependencies (a minute the first time)',
    'npm',
    ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    'npm needs its registry and about 1 GB of free disk here. Mend that, then run the same command again.',
  )
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, lockHash)
}

const webApps = [
  {
    name: 'back office',
    folder: 'apps/back-office',
    sources: ['src', 'index.html', 'vite.config.ts', 'public'],
  },
  { name: 'till screens', folder: 'apps/till', sources: ['web', 'vite.config.ts'] },
]
const shared = ['packages/contract/src', 'docs/till', 'packages/money/src', 'package-lock.json'].map((path) =>
  join(root, path),
)
for (const { name, folder, sources } of webApps) {
  const index = join(root, folder, 'dist', 'index.html')
  const inputs = [...sources.map((path) => join(root, folder, path)), ...shared]
  const stale = !existsSync(index) || Math.max(...inputs.map(newestChange)) > statSync(index).mtimeMs
  if (!stale || !existsSync(join(root, folder, 'vite.config.ts'))) continue
  run(
    `Building the ${name}`,
    join(root, 'node_modules', '.bin', 'node'),
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', join(root, folder), '--logLevel', 'warn'],
    'The lines above say which file does not build.',
  )
}
