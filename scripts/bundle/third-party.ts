// The notice that goes with a bundle: each package in it, with its licence.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { textWithHolder } from './licence-texts.ts'

interface Notice {
  name: string
  version: string
  /** An SPDX expression, `MIT` or `(MIT OR GPL-2.0)`. */
  licence: string
  text: string
}

/** Decision 0008: licences that allow use in a product, and ask for a notice at most. */
const allowed: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PostgreSQL',
])

const isAllowed = (expression: string): boolean =>
  expression
    .replace(/[()]/g, '')
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((one) => allowed.has(one.trim())))

/**
 * The notice of everything that is not ours among those files.
 * @param files of packages, or of ours: a file derived from third-party work has its notice beside it, `<file>.licence`
 * @throws when a package has another licence than the allowed ones, none, or no text of it
 */
export function thirdPartyNotice(files: Iterable<string>): string {
  const notices = new Map<string, Notice>()
  const folders = new Set<string>()
  for (const file of files) {
    const folder = packageFolder(file)
    if (folder !== undefined) folders.add(folder)
    else if (existsSync(`${file}.licence`)) add(notices, readNotice(`${file}.licence`))
  }
  for (const folder of folders) add(notices, noticeOf(folder))
  const sorted = [...notices.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const parts = sorted.map(
    ({ name, version, licence, text }) => `${name} ${version}\nLicence: ${licence}\n\n${text.trim()}\n`,
  )
  return ['This program contains the following software of others.\n', ...parts].join(
    `\n${'-'.repeat(80)}\n\n`,
  )
}

const keyOf = ({ name, version }: Notice) => `${name} ${version}`

function add(notices: Map<string, Notice>, notice: Notice): void {
  if (!isAllowed(notice.licence))
    throw new Error(
      `${keyOf(notice)} has the licence ${notice.licence}, which is not among those that may be bundled: ${[...allowed].join(', ')}.`,
    )
  notices.set(keyOf(notice), notice)
}

/** The folder of a file's package; undefined for a file of ours. */
function packageFolder(file: string): string | undefined {
  if (!/[\\/]node_modules[\\/]/.test(file)) return undefined
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    // One without a name says only how the files of a folder are to be read.
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name !== undefined) return folder
    if (folder === dirname(folder)) throw new Error(`${file} belongs to no package.`)
  }
}

interface Manifest {
  name: string
  version?: string
  license?: string | { type?: string }
  licenses?: { type?: string }[]
}

function noticeOf(folder: string): Notice {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  const { name, version = '', license, licenses = [] } = manifest
  const licence = typeof license === 'string' ? license : (license ?? licenses[0])?.type
  if (licence === undefined) throw new Error(`${name} ${version} says no licence in its package.json.`)
  const text = findText(folder) ?? textWithHolder(name)
  if (text === undefined)
    throw new Error(
      `${name} ${version} (${licence}) has no licence text: look for it where the package is made, and add its copyright holder to scripts/bundle/licence-texts.ts.`,
    )
  return { name, version, licence, text }
}

/** In files of their own, or in a chapter of its description. */
function findText(folder: string): string | undefined {
  const names = readdirSync(folder).sort()
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const texts = names.filter((name) => /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i.test(name)).map(read)
  if (texts.length > 0) return texts.join('\n\n')
  for (const name of names.filter((one) => /^readme\.md$/i.test(one))) {
    const [text] =
      /^Copyright [\s\S]*?Permission is hereby granted[\s\S]*?DEALINGS IN\s+THE SOFTWARE\./m.exec(
        read(name),
      ) ?? []
    if (text !== undefined) return text
  }
  return undefined
}

/** A file of ours: name and version, the licence, then its text. */
function readNotice(path: string): Notice {
  const [, name = '', version = '', licence = '', text = ''] =
    /^(\S+) (\S+)\n(.+)\n\n([\s\S]+)$/.exec(readFileSync(path, 'utf8')) ?? []
  if (text === '') throw new Error(`${path} must have a name and a version, a licence and its text.`)
  return { name, version, licence, text }
}
