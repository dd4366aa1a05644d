// Prepares a fresh clone: dependencies, then the two web apps and the bundles of the two programs, when missing or older
// than their sources.
// No dependency, syntax of Node 20: it runs before anything is installed.
import { spawn } from 'node:child_process'
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
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.on('error', (error) => (output += `${error.message}\n`))
    child.on('close', (status) => {
      if (status === 0) return resolve()
      process.stderr.write(output)
      fail(label, help)
    })
  })
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
  await run(
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
const node = join(root, 'node_modules', '.bin', 'node')

/** Whether a file that is built is missing, or older than what it is built of. */
function isStale(built, inputs) {
  const file = join(root, built)
  return (
    !existsSync(file) ||
    Math.max(...inputs.map((path) => newestChange(join(root, path)))) > statSync(file).mtimeMs
  )
}

const shared = ['packages/contract/src', 'packages/money/src', 'package-lock.json']
const staleApps = webApps.filter(({ folder, sources }) => {
  const inputs = [...sources.map((path) => join(folder, path)), 'docs/till', ...shared]
  return (
    isStale(join(folder, 'dist', 'index.html'), inputs) && existsSync(join(root, folder, 'vite.config.ts'))
  )
})

const stalePrograms = ['hub', 'till'].filter((name) =>
  isStale(join('dist', name, 'main.mjs'), [
    `apps/${name}/src`,
    `apps/${name}/package.json`,
    'packages/client/src',
    'scripts/bundle',
    ...shared,
  ]),
)
const builds = staleApps.map(({ name, folder }) =>
  run(
    `Building the ${name}`,
    node,
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', join(root, folder), '--logLevel', 'warn'],
    'The lines above say which file does not build.',
  ),
)
if (stalePrograms.length > 0)
  builds.push(
    run(
      `Bundling ${stalePrograms.join(' and ')}`,
      node,
      [join(root, 'scripts', 'bundle', 'index.ts'), ...stalePrograms],
      'The lines above say what cannot be bundled.',
    ),
  )
await Promise.all(builds)
