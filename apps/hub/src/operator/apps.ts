import { type Level, parseScope } from '@hub/contract'
import { type CallbackUrlPolicy, callbackUrlProblem, type ResolveHost } from '../callbacks/index.ts'
import { type AppSettings, redirectUriProblem } from '../oauth/index.ts'
import type { Form } from './form.ts'

const settings = ['location_scope', 'account_scope', 'connect_url', 'open_url', 'disconnect_url'] as const

/** The settings of an App (contract, oauth §10); undefined if the client is not an App. */
export async function readApp(
  form: Form,
  policy: CallbackUrlPolicy,
  resolve: ResolveHost,
): Promise<AppSettings | undefined> {
  const isApp = form.flag('app')
  const given = new Map(settings.map((name) => [name, form.optional(name) ?? null]))
  const stray = settings.find((name) => given.get(name) !== null)
  if (!isApp && stray !== undefined) form.problem('app', 'blank', `is needed by --${stray.replace('_', '-')}`)
  if (!isApp) return undefined
  const app = {
    locationScope: readScope(form, 'location_scope', 'location', given.get('location_scope')!),
    accountScope: readScope(form, 'account_scope', 'account', given.get('account_scope')!),
    connectUrl: checkWeb(form, 'connect_url', given.get('connect_url')!),
    openUrl: checkWeb(form, 'open_url', given.get('open_url')!),
    disconnectUrl: given.get('disconnect_url')!,
  }
  if (app.disconnectUrl !== null) {
    const problem = await callbackUrlProblem(app.disconnectUrl, policy, resolve)
    if (problem !== undefined) form.problem('disconnect_url', 'invalid', problem)
  }
  return app
}

function readScope(form: Form, field: string, level: Level, text: string | null) {
  if (text === null) return null
  const scope = parseScope(text)
  if (!scope) form.problem(field, 'invalid', `'${text}' does not follow the grammar of scopes`)
  else if (scope.level !== level) form.problem(field, 'invalid', `must be a scope of ${level} level`)
  return scope ?? null
}

/** Checks an address to which a browser is sent. */
function checkWeb(form: Form, field: string, url: string | null): string | null {
  if (url !== null && (!/^https?:/i.test(url) || redirectUriProblem(url) !== undefined))
    form.problem(
      field,
      'invalid',
      `'${url}' is not an https address (http for localhost only) without fragment or user name`,
    )
  return url
}
