import type { FastifyInstance } from 'fastify'
import type { CallbackUrlPolicy, ResolveHost } from '../callbacks/index.ts'
import { secureHeaders } from '../platform/http/security.ts'
import { operatorDecidesOnClient } from './approval.ts'
import { type ConnectionParts, operatorChangesConnection, operatorCreatesConnection } from './connections.ts'
import { readForm } from './form.ts'
import { operatorCreatesClient, operatorCreatesUser } from './people.ts'
import { operatorCreatesAccount, operatorCreatesLocation, operatorCreatesResource } from './places.ts'
import { operatorSuspends } from './suspension.ts'
import { type IsOperator, operatorRequired } from './token.ts'

export interface OperatorParts extends ConnectionParts {
  isOperator: IsOperator
  /** Domain that client ids end in (contract, oauth §1). */
  clientDomain: string
  /** Addresses that the hub may call when an App is disconnected. */
  callbackUrls: CallbackUrlPolicy
  resolveHost: ResolveHost
}

/** The operator's API at `/operator`, protected by the operator token and used by the command line. */
export function operatorRoutes(http: FastifyInstance, parts: OperatorParts) {
  http.register(
    async (app) => {
      app.addHook('onRequest', async (request, reply) => {
        secureHeaders(reply)
        reply.header('cache-control', 'no-store')
        if (!parts.isOperator(request)) throw operatorRequired()
      })
      creations(app, parts)
      changes(app, parts)
    },
    { prefix: '/operator' },
  )
}

function creations(app: FastifyInstance, parts: OperatorParts) {
  const { db } = parts
  const create = (path: string, work: (form: ReturnType<typeof readForm>) => Promise<object>) =>
    app.post(path, (request) => work(readForm(request.body)))
  create('/users', (form) => operatorCreatesUser(db, form))
  create('/accounts', (form) => operatorCreatesAccount(db, form))
  create('/locations', (form) => operatorCreatesLocation(db, form))
  create('/catalogs', (form) => operatorCreatesResource(db, form, 'catalog'))
  create('/customer-lists', (form) => operatorCreatesResource(db, form, 'customer_list'))
  create('/clients', (form) => operatorCreatesClient(parts, form))
  create('/connections', (form) => operatorCreatesConnection(parts, form))
}

function changes(app: FastifyInstance, parts: OperatorParts) {
  const change = (method: 'POST' | 'DELETE', url: string, work: (id: string) => Promise<object>) =>
    app.route<{ Params: { id: string } }>({ method, url, handler: ({ params }) => work(params.id) })
  for (const action of ['block', 'unblock'] as const)
    change('POST', `/connections/:id/${action}`, (id) => operatorChangesConnection(parts, id, action))
  for (const action of ['approve', 'unapprove'] as const)
    change('POST', `/clients/:id/${action}`, (id) => operatorDecidesOnClient(parts, id, action))
  change('DELETE', '/connections/:id', (id) => operatorChangesConnection(parts, id, 'disconnect'))
  for (const action of ['suspend', 'resume'] as const) {
    change('POST', `/accounts/:id/${action}`, (id) => operatorSuspends(parts, 'account', id, action))
    change('POST', `/locations/:id/${action}`, (id) => operatorSuspends(parts, 'location', id, action))
  }
}
