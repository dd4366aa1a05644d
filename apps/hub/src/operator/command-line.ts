import { parseArgs } from 'node:util'

/** A call of the operator's API. */
export interface OperatorCall {
  method: 'POST' | 'DELETE'
  /** Path below `/operator`. */
  path: string
  body: Readonly<Record<string, string | string[] | boolean>> | undefined
  /** The source of the body's password; undefined if the call has none. */
  passwordFrom?: 'argument' | 'stdin' | 'environment'
}

/** An invalid command line. The message is a sentence for the operator. */
export class UsageError extends Error {}

interface Creation {
  /** Required options. Of names joined by `|`, exactly one must be given. */
  needs: readonly string[]
  takes?: readonly string[]
  /** Options that may be repeated. */
  lists?: readonly string[]
  /** Options without a value. */
  flags?: readonly string[]
}

const creations: Readonly<Record<string, Creation>> = {
  users: { needs: ['email', 'name'], takes: ['password'], flags: ['password-stdin'] },
  accounts: { needs: ['name', 'currency', 'country', 'owner'], takes: ['location-name', 'timezone'] },
  locations: { needs: ['account', 'name', 'timezone'] },
  catalogs: { needs: ['account|location', 'name'] },
  'customer-lists': { needs: ['account|location', 'name'] },
  clients: {
    needs: ['name', 'owner'],
    takes: ['location-scope', 'account-scope', 'connect-url', 'open-url', 'disconnect-url'],
    lists: ['redirect-uri'],
    flags: ['app', 'public'],
  },
  connections: {
    needs: ['client', 'scope'],
    takes: ['location', 'account', 'catalog', 'customer-list', 'user', 'device'],
  },
}

const actions: Readonly<Record<string, readonly string[]>> = {
  connections: ['block', 'unblock', 'disconnect'],
  clients: ['approve', 'unapprove'],
  accounts: ['suspend', 'resume'],
  locations: ['suspend', 'resume'],
}

export const usage = `The operator's command line of a running hub. Answers are JSON.

  users create --email a@b.fr --name "Léa Petit" --password-stdin < file
  accounts create --name "Pizzeria Roma" --currency EUR --country FR --owner a@b.fr
                  [--location-name Lille] [--timezone Europe/Paris]
  locations create --account <id> --name Roubaix --timezone Europe/Paris
  catalogs create --account <id> | --location <id> --name Menu
  customer-lists create --account <id> | --location <id> --name Clients
  clients create --name "Ma boutique" --owner a@b.fr [--redirect-uri …] [--public]
                 [--app --location-scope 'location[orders.write]' --account-scope … --connect-url …
                  --open-url … --disconnect-url …]
  connections create --client <id> --scope 'location[orders.write]' --location <id> | --account <id>
                     [--catalog <id>] [--customer-list <id>] [--user <email>] [--device <id>]
  connections block | unblock | disconnect <id>
  accounts | locations suspend | resume <id>
  clients approve | unapprove <id>    (people are told on the authorisation page; the name is reserved)

HUB_URL             the hub (default http://localhost:4000; in production its https address)
HUB_PASSWORD        the password of a new user, in place of --password-stdin; --password … works too, but other users
                    of the machine can read it while the command runs
HUB_OPERATOR_TOKEN  its operator token (default: the file operator-token in DATA_DIR, which the hub writes)
`

/**
 * Reads the arguments that follow the program's name. Returns `'help'` if help is requested.
 * @throws {UsageError}
 */
export function readCommandLine(args: readonly string[]): OperatorCall | 'help' {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) return 'help'
  const [noun = '', verb = '', ...rest] = args
  if (verb === 'create' && Object.hasOwn(creations, noun)) return readCreation(noun, creations[noun]!, rest)
  if (Object.hasOwn(actions, noun) && actions[noun]!.includes(verb)) return readAction(noun, verb, rest)
  throw new UsageError(`There is no command '${noun} ${verb}'. --help lists them.`)
}

function readCreation(
  noun: string,
  { needs, takes = [], lists = [], flags = [] }: Creation,
  args: string[],
): OperatorCall {
  const single = [...needs.flatMap((need) => need.split('|')), ...takes]
  const values = parseOptions(`${noun} create`, args, { single, lists, flags })
  for (const need of needs) {
    const alternatives = need.split('|')
    const given = alternatives.filter((name) => values[name] !== undefined)
    const options = alternatives.map((name) => `--${name}`).join(' or ')
    if (given.length === 0) throw new UsageError(`${noun} create needs ${options}. --help shows an example.`)
    if (given.length > 1) throw new UsageError(`${noun} create takes ${options}, not both.`)
  }
  const body = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.replaceAll('-', '_'), value]),
  )
  const call: OperatorCall = { method: 'POST', path: `/${noun}`, body }
  return noun === 'users' ? withPasswordSource(call) : call
}

/** Security S7: every process on the machine can read an argument. */
function withPasswordSource({ body = {}, ...call }: OperatorCall): OperatorCall {
  const { password_stdin: fromStdin, ...rest } = body
  if (fromStdin === undefined)
    return { ...call, body: rest, passwordFrom: rest.password === undefined ? 'environment' : 'argument' }
  if (rest.password !== undefined)
    throw new UsageError('users create takes --password or --password-stdin, not both.')
  return { ...call, body: rest, passwordFrom: 'stdin' }
}

function parseOptions(
  command: string,
  args: string[],
  { single, lists, flags }: Readonly<Record<'single' | 'lists' | 'flags', readonly string[]>>,
): Record<string, string | string[] | boolean> {
  const option = (multiple: boolean) => (name: string) => [name, { type: 'string', multiple }] as const
  const options = Object.fromEntries([
    ...single.map(option(false)),
    ...lists.map(option(true)),
    ...flags.map((name) => [name, { type: 'boolean' }] as const),
  ])
  try {
    const { values } = parseArgs({ args, options, strict: true, allowPositionals: false })
    return { ...values } as Record<string, string | string[] | boolean>
  } catch (error) {
    throw new UsageError(`${command}: ${(error as Error).message.split('. ')[0]}. --help shows an example.`)
  }
}

function readAction(noun: string, verb: string, args: string[]): OperatorCall {
  const [id, ...more] = args
  if (id === undefined || id === '' || id.startsWith('-') || more.length > 0)
    throw new UsageError(`${noun} ${verb} needs one id and nothing else.`)
  const path = `/${noun}/${encodeURIComponent(id)}`
  if (verb === 'disconnect') return { method: 'DELETE', path, body: undefined }
  return { method: 'POST', path: `${path}/${verb}`, body: undefined }
}
