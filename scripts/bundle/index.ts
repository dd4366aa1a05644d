// `node scripts/bundle/index.ts [hub] [till]`: bundles the programs, all when none is named. Set-up runs it when sources
// changed.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleProgram } from './build.ts'
import { programs } from './programs.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const names = process.argv.slice(2)
for (const program of programs)
  if (names.length === 0 || names.includes(program.name)) await bundleProgram(root, program)
