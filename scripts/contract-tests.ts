// For each clause of the contract, the tests that cite it (docs/contract/tests.md, written by contract-tests-page.ts).
import { parseSync, Visitor } from 'rolldown/utils'

export interface CitedTest {
  title: string
  path: string
  /** `general 14.3`, `security S7`. */
  clauses: string[]
}

export const contractFiles = [
  'general',
  'oauth',
  'accounts',
  'callbacks',
  'orders',
  'customers',
  'catalogs',
  'back-office',
  'kezia',
  'security',
  'fiscal',
  'counter',
  'operations',
  'support',
  'extensions',
] as const
const names = contractFiles.join('|')

/** Files of the contract by the letter of their rules. `C` and `§` need the file's name. */
const fileOfLetter: Record<string, string> = {
  B: 'counter',
  T: 'counter',
  D: 'kezia',
  R: 'kezia',
  W: 'kezia',
  F: 'fiscal',
  G: 'operations',
  P: 'operations',
  S: 'security',
  U: 'support',
  X: 'extensions',
}

const word = new RegExp(`\\b(${names})\\b|§?\\d+(?:\\.\\d+)*\\b|\\b[A-Z](?:-[A-Z]?)?\\d+\\b`, 'g')
const fileOfHeader = new RegExp(`[Cc]ontract[^.]*?\\b(${names})\\b`)

/** The clauses that a text cites; `file` is the file of clauses that name none. */
export function clausesIn(text: string, file?: string): string[] {
  let named: string | undefined
  return [...text.matchAll(word)].flatMap(([found, name]) => {
    if (name !== undefined) {
      named = name
      return []
    }
    const owner = named ?? fileOfLetter[found[0]!] ?? file
    return owner === undefined ? [] : [`${owner} ${found.replace('§', '')}`]
  })
}

/** Clauses stand in brackets at the end of a title, or are the title of a group. */
const citedBy = (title: string, file?: string) => {
  const cited = /\(([^()]*)\)$/.exec(title)?.[1]
  if (cited !== undefined) return clausesIn(cited, file)
  return /^(§?\d|[A-Z]-?[A-Z]?\d)/.test(title) ? clausesIn(title, file) : []
}

interface Call {
  name: string
  args: string[]
  start: number
  end: number
}

/** The tests of a file, with the clauses of their titles and of the groups around them, else of the file's first lines. */
export function testsOf(path: string, source: string): CitedTest[] {
  const header = /^(?:\/\/.*\n)*/.exec(source)?.[0] ?? ''
  const file = fileOfHeader.exec(header.replaceAll(/\n\/\//g, ''))?.[1]
  const conformance = /checksOf\('([\w-]+)'\)/.exec(source)?.[1]
  const calls = callsIn(path, source)
  const groups = calls.filter(({ name }) => name === 'describe')
  return calls.flatMap(({ name, args, start, end }) => {
    if (name === 'check' || name === 'ownCheck') {
      const [clause = '', title = ''] = args
      return conformance === undefined ? [] : [{ title, path, clauses: [`${conformance} ${clause}`] }]
    }
    if (name !== 'test') return []
    const [title = ''] = args
    const around = groups.filter((group) => group.start < start && group.end > end)
    const cited = [title, ...around.map((group) => group.args[0] ?? '')].flatMap((text) =>
      citedBy(text, file),
    )
    const clauses = cited.length > 0 ? cited : /[Cc]ontract/.test(header) ? clausesIn(header, file) : []
    return [{ title: title.replace(/ \([^()]*\)$/, ''), path, clauses: [...new Set(clauses)] }]
  })
}

function callsIn(path: string, source: string): Call[] {
  const calls: Call[] = []
  new Visitor({
    CallExpression: ({ callee, arguments: args, start, end }) => {
      // `test(…)`, `test.skipIf(…)(…)`, `test.each(…)(…)`.
      let root = callee
      while (root.type === 'CallExpression' || root.type === 'MemberExpression')
        root = root.type === 'CallExpression' ? root.callee : root.object
      if (root.type !== 'Identifier') return
      const texts = args.flatMap((arg) => {
        if (arg.type === 'Literal' && typeof arg.value === 'string') return [arg.value]
        if (arg.type === 'TemplateLiteral') return [arg.quasis.map(({ value }) => value.cooked).join('…')]
        return []
      })
      if (texts.length > 0) calls.push({ name: root.name, args: texts, start, end })
    },
  }).visit(parseSync(path, source).program)
  return calls
}

/** `general 14.1` and so on: the numbered list below the heading «Acceptance checks». */
export function acceptanceChecks(file: string, markdown: string): string[] {
  const section = /^## (\d+)\. Acceptance checks.*\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(markdown)
  if (!section) return []
  const [, number, list = ''] = section
  return [...list.matchAll(/^(\d+)\. /gm)].map(([, item]) => `${file} ${number}.${item}`)
}
