// Runs before and after `npm pack`. The workspace runs its TypeScript directly, but the package is JavaScript with
// types and without dependencies. Before packing, this builds dist/ and writes a package.json for it; afterwards
// (`--restore`) it puts the workspace's package.json back.
import { existsSync } from 'node:fs'
import { copyFile, readFile, rename, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.ts'
import { declare } from './declare.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))
const manifest = `${folder}package.json`
const kept = `${folder}dist/package.workspace.json`

async function prepare() {
  await bundle(folder)
  const types = await declare(folder)
  await copyFile(manifest, kept)
  const { name, version, description, license } = JSON.parse(await readFile(manifest, 'utf8'))
  const packed = {
    name,
    version,
    description,
    license,
    type: 'module',
    engines: { node: '>=20.3' },
    exports: { '.': { types, default: './dist/index.js' } },
    files: ['dist', '!dist/package.workspace.json'],
  }
  await writeFile(manifest, `${JSON.stringify(packed, null, 2)}\n`)
}

const restore = () => rename(kept, manifest)

// An interrupted run left the packed manifest behind.
if (existsSync(kept)) await restore()
if (!process.argv.includes('--restore')) await prepare()
