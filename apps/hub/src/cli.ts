import { join } from 'node:path'
import { type OperatorCall, readCommandLine, UsageError, usage } from './operator/command-line.ts'
import { operatorTokenFile, readOperatorToken } from './operator/token.ts'

/** Why a command cannot run. The message is a sentence for the operator. */
class Refusal extends Error {}

interface RefusedAnswer {
  message?: string
  errors?: { field: string; message: string }[]
}

const hubUrl = (process.env.HUB_URL || 'http://localhost:4000').replace(/\/+$/, '')
const dataDir = join(process.env.DATA_DIR || 'data')

async function token(): Promise<string> {
  const known = process.env.HUB_OPERATOR_TOKEN || (await readOperatorToken(dataDir))
  if (known !== undefined) {
    if (/^[\x21-\x7e]+$/.test(known)) return known
    throw new Refusal('The operator token has characters that no hub’s token has')
  }
  throw new Refusal(
    `There is no operator token: ${operatorTokenFile(dataDir)} does not exist. Start the hub with the same DATA_DIR, or set HUB_OPERATOR_TOKEN.`,
  )
}

const passwordWarning =
  '--password can be read by other users of this machine while the command runs: use --password-stdin or HUB_PASSWORD'

/** @throws {Refusal} if a password is needed and none was given */
async function withPassword(call: OperatorCall): Promise<OperatorCall> {
  if (call.passwordFrom === undefined) return call
  if (call.passwordFrom === 'argument') {
    process.stderr.write(`${passwordWarning}\n`)
    return call
  }
  const password = call.passwordFrom === 'stdin' ? await firstLineOfStdin() : process.env.HUB_PASSWORD
  if (password) return { ...call, body: { ...call.body, password } }
  throw new Refusal(
    call.passwordFrom === 'stdin'
      ? 'There is no password on standard input: its first line is read.'
      : 'users create needs a password: --password-stdin, or HUB_PASSWORD. --help shows an example.',
  )
}

async function firstLineOfStdin(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk
  return text.split(/\r?\n/, 1)[0] ?? ''
}

async function send({ method, path, body }: OperatorCall): Promise<Response> {
  if (!/^https?:$/.test(URL.parse(hubUrl)?.protocol ?? ''))
    throw new Refusal(`HUB_URL must be an http or https address, got '${hubUrl}'`)
  const headers = {
    authorization: `Bearer ${await token()}`,
    ...(body ? { 'content-type': 'application/json' } : {}),
  }
  try {
    return await fetch(`${hubUrl}/operator${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  } catch {
    throw new Refusal(`No hub answers at ${hubUrl}. Start it with 'npm run hub', or set HUB_URL.`)
  }
}

const sentenceOf = (status: number, { message, errors }: RefusedAnswer) =>
  errors?.map(({ field, message }) => `--${field.replaceAll('_', '-')} ${message}`).join('; ') ??
  message ??
  `The hub at ${hubUrl} answered ${status}`

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(`What answers at ${hubUrl} is not a hub: it sent no JSON (${response.status})`)
  }
}

async function main() {
  const call = readCommandLine(process.argv.slice(2))
  if (call === 'help') {
    process.stdout.write(usage)
    return
  }
  const response = await send(await withPassword(call))
  const answer = await readAnswer(response)
  if (!response.ok) throw new Refusal(sentenceOf(response.status, answer as RefusedAnswer))
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`)
}

try {
  await main()
} catch (error) {
  if (!(error instanceof UsageError || error instanceof Refusal)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
