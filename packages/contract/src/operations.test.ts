import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Operation, type OperationId, operations } from './operations.ts'

const contract = readFileSync(new URL('../../../docs/contract/oauth.md', import.meta.url), 'utf8')

/** This hub's operations beyond the public API (contract, extensions X1 and X3). */
const extensions: readonly string[] = ['events.stream', 'journal.list', 'journal.replay']

/** `/a/{b,c}[/:id]` stands for `/a/b`, `/a/b/:id`, `/a/c`, `/a/c/:id`. */
function expanded(path: string): string[] {
  const choice = /^(.*?)\{([^}]*)\}(.*)$/.exec(path)
  if (choice) return choice[2]!.split(',').flatMap((one) => expanded(choice[1]! + one + choice[3]!))
  const optional = /^([^[]*)\[(.*)\]([^\]]*)$/.exec(path)
  if (!optional) return [path]
  return [...expanded(optional[1]! + optional[3]!), ...expanded(optional[1]! + optional[2]! + optional[3]!)]
}

/** The paths of a cell, where `…` stands for the start of the cell's first path. */
function pathsOf(cell: string): string[] {
  const written = [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path!)
  const base = (written[0] ?? '').replace(/\[.*$/, '')
  return written.flatMap((path) => {
    if (!path.startsWith('…')) return expanded(path)
    const rest = path.slice(1)
    const at = base.indexOf(`/${rest.split('/')[1]}`)
    return expanded((at === -1 ? base : base.slice(0, at)) + rest)
  })
}

const levels = { both: 'both', account: 'account', 'any token': 'any' } as const
const resources = { list: 'customer_list', cat: 'catalog' } as const

function permissionOf(cell: string): string {
  if (/^any level permission|^any( |$)|^any;/.test(cell)) return 'any'
  if (cell.includes('any `…write`')) return 'any.write'
  if (cell.includes('`profile`')) return 'profile'
  const [, resource, right] = /`(\w+)` ([RW])/.exec(cell)!
  return `${resources[resource as 'list'] ?? resource}.${right === 'R' ? 'read' : 'write'}`
}

const shortForm = (long: string) => long.replace(/\/locations\/:\w+/, '/location')
const line = (method: string, path: string, level: string, permission: string) =>
  `${method} ${path.replace(/:\w+/g, ':')} ${level} ${permission}`

function rowsOfContract(): string[] {
  const section = contract.split(/^## /m).find((text) => text.startsWith('11. '))!
  const rows = section.split('\n').filter((text) => /^\| (GET|POST|PATCH|PUT|DELETE)/.test(text))
  return rows.flatMap((row) => {
    const [methods, long, short, level, permission] = row
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()) as [string, string, string, string, string]
    const longs = pathsOf(long)
    const shorts = /^same/.test(short) ? longs.map(shortForm) : pathsOf(short)
    return methods
      .split(',')
      .flatMap((method) =>
        [...longs, ...shorts].map((path) =>
          line(
            method.replace(/\(.*\)/, '').trim(),
            path,
            levels[level.replace(/ \(.*/, '') as keyof typeof levels],
            permissionOf(permission),
          ),
        ),
      )
  })
}

test('the table of operations is the one of the contract, row by row (oauth §11)', () => {
  const rows = (Object.entries(operations) as [OperationId, Operation][])
    .filter(([id]) => !extensions.includes(id))
    .flatMap(([, { methods, long, short, level, permission }]) =>
      methods.flatMap((method) =>
        [long, short].flatMap((path) => (path === undefined ? [] : [line(method, path, level, permission)])),
      ),
    )
  expect(rows.sort()).toEqual(rowsOfContract().sort())
})
