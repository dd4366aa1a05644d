import { formatScope, type Level, parseScope } from '@hub/contract'
import type { AskedPermission, AvailableApp } from '@hub/contract/manager'
import { type OfferedApp, selects, withParameters } from '../oauth/index.ts'
import type { ConnectionRow } from './store.ts'

const authorizePage = (parameters: Record<string, string>) =>
  `/oauth2/v1/authorize?${new URLSearchParams(parameters)}`

type AppOfConnection = Pick<
  ConnectionRow,
  'client_id' | 'app_instance_id' | 'open_url' | 'connect_url' | 'scope'
>

/** «Ouvrir» (contract, oauth §10): the app then identifies the user through the authorisation page. */
export const openUrl = ({ app_instance_id: id, open_url: url }: AppOfConnection): string | null =>
  id === null || url === null ? null : withParameters(url, { app_instance_id: id })

/** «Reconnecter»: the authorisation page for this connection, even if the scope is unchanged (contract, oauth §10). */
export function reconnectUrl(app: AppOfConnection): string | null {
  const { client_id, app_instance_id, connect_url: redirect_uri } = app
  const scope = parseScope(app.scope)
  if (app_instance_id === null || redirect_uri === null || !scope) return null
  if (!selects(scope, 'catalog') && !selects(scope, 'customer_list')) return null
  return authorizePage({ client_id, redirect_uri, app_instance_id, prompt: 'consent' })
}

/** The account or location to which an App would be connected. */
export interface ConnectPlace {
  level: Level
  id: string
  /** Whether the user may connect apps there. */
  allowed: boolean
}

/** «Connecter» of the available apps (contract, back-office §4.3). */
export function presentApp(app: OfferedApp, { level, id, allowed }: ConnectPlace): AvailableApp {
  const scopes = { account: app.accountScope, location: app.locationScope }
  const levels = (['account', 'location'] as const).filter((name) => scopes[name] && app.connectUrl !== null)
  const scope = scopes[level]
  const { clientId: client_id, connectUrl: redirect_uri } = app
  const shown = scope ?? scopes.location ?? scopes.account
  const permissions = shown?.permissions.map(({ resource, right }): AskedPermission => `${resource}.${right}`)
  return {
    client_id,
    name: app.name,
    levels,
    permissions: [...(permissions ?? []), ...(shown?.profile ? [shown.profile] : [])],
    connect_url:
      allowed && scope && redirect_uri !== null
        ? authorizePage({ client_id, redirect_uri, scope: formatScope(scope), [`${level}_id`]: id })
        : null,
  }
}
