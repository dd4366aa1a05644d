import { formatScope } from '@hub/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Visits } from '../manager/index.ts'
import { type Pages, sendMessagePage } from '../pages/index.ts'
import { maskUrl } from '../platform/masking/index.ts'
import type { AppInstance } from './apps.ts'
import { type AuthorizationRequest, isOutOfBand, type Reading, refusalUrl } from './authorization-request.ts'
import { hasGranted } from './candidates.ts'
import type { Client } from './clients.ts'
import { approvalUrl, approve, type ConsentParts, nothingSelected } from './consent.ts'
import { accessTo } from './instance-access.ts'
import { loadRequest } from './load-request.ts'

export interface AuthorizeParts extends ConsentParts {
  visits: Visits
  pages: Pages
}

/** The endpoint to which clients send browsers (contract, oauth §4). */
export function authorizeRoute(http: FastifyInstance, parts: AuthorizeParts) {
  http.get('/oauth2/v1/authorize', { config: { isPage: true } }, (request, reply) =>
    authorize(parts, request, reply),
  )
}

async function authorize(parts: AuthorizeParts, httpRequest: FastifyRequest, reply: FastifyReply) {
  const { db, visits, pages } = parts
  const query = new URLSearchParams(httpRequest.url.split('?')[1] ?? '')
  const { client, reading } = await loadRequest(parts, query)
  reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  // The device's code has expired or was already decided.
  if (reading.kind === 'unknown' && query.has('device_request')) return reply.redirect('/device', 302)
  if (reading.kind === 'unknown') return explainUnknown(reply, reading.what, query, client)
  const { session } = await visits.of(httpRequest, reply)
  if (reading.kind === 'refused' && !session && !client?.isApproved)
    return explainBeforeLogin(reply, reading, client!, httpRequest.url)
  if (reading.kind === 'refused') return refuse(reply, reading, client!)
  if (!session) {
    return reply.redirect(loginFor(httpRequest.url), 302)
  }
  const { request } = reading
  if (!isOutOfBand(request) && (await hasGranted(db, session.user.id, request))) {
    const { scope, deviceId } = request
    const selection = { ...nothingSelected, scope: formatScope(scope), deviceId }
    return reply.redirect(
      approvalUrl(request, await approve(parts, session.user.id, request, selection)),
      302,
    )
  }
  const access = await accessTo(db, session.user.id, request)
  if (access === 'none') {
    const description = 'The user has no access to that installation'
    return refuse(reply, { kind: 'refused', error: 'access_denied', description, ...request }, client!)
  }
  if (access !== 'ask') return reply.redirect(await useInstance(parts, session.user.id, request, access), 302)
  return pages.send(reply)
}

const loginFor = (url: string) =>
  `/login?next=${encodeURIComponent(`/oauth2/v1/authorize?${url.split('?')[1]}`)}`

/** Contract, oauth §8: the code yields the existing token and changes nothing. */
async function useInstance(
  parts: AuthorizeParts,
  userId: string,
  request: AuthorizationRequest,
  { connectionId, accountId, locationId, deviceId, catalogId, customerListId, scope }: AppInstance,
): Promise<string> {
  const place = { accountId, locationId, deviceId, catalogId, customerListId }
  const selection = { ...place, scope: formatScope(scope), connectionId }
  return approvalUrl(request, await approve(parts, userId, request, selection))
}

function refuse(reply: FastifyReply, reading: Reading & { kind: 'refused' }, client: Client) {
  if (isOutOfBand(reading)) return explainRefusal(reply, reading, client)
  return reply.redirect(refusalUrl(reading, reading.error, reading.description), 302)
}

const shortened = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text)

function explainUnknown(
  reply: FastifyReply,
  what: 'client' | 'redirect_uri',
  query: URLSearchParams,
  client: Client | undefined,
) {
  if (what === 'client') {
    const given = shortened(query.get('client_id') ?? '')
    return sendMessagePage(reply, 400, {
      fr: {
        title: 'Application inconnue',
        sentences: [
          'L’application qui vous a envoyé ici n’est pas connue de ce serveur : rien n’a été autorisé.',
          given === '' ? 'Le paramètre client_id manque.' : `client_id reçu : ${given}`,
          'Fermez cette page et prévenez l’éditeur de l’application.',
        ],
      },
      en: {
        title: 'Unknown application',
        sentences: [
          'The application that sent you here is not known to this server: nothing was authorised.',
          given === '' ? 'The parameter client_id is missing.' : `client_id received: ${given}`,
          'Close this page and tell the application’s publisher.',
        ],
      },
    })
  }
  // It may be the address of a page copied together with its code (contract, security S32).
  const given = shortened(maskUrl(query.get('redirect_uri') ?? ''))
  const name = client!.name
  return sendMessagePage(reply, 400, {
    fr: {
      title: 'Adresse de retour refusée',
      sentences: [
        `L’adresse à laquelle « ${name} » veut vous renvoyer n’est pas enregistrée : rien n’a été autorisé.`,
        given === '' ? 'Le paramètre redirect_uri manque.' : `redirect_uri reçu : ${given}`,
        'Fermez cette page et prévenez l’éditeur de l’application.',
      ],
    },
    en: {
      title: 'Return address refused',
      sentences: [
        `The address to which “${name}” wants to send you back is not registered: nothing was authorised.`,
        given === '' ? 'The parameter redirect_uri is missing.' : `redirect_uri received: ${given}`,
        'Close this page and tell the application’s publisher.',
      ],
    },
  })
}

/**
 * An open redirect must not be possible through a link to this hub. An error is redirected only after the login,
 * unless the operator approved the client (contract, security S29).
 */
function explainBeforeLogin(
  reply: FastifyReply,
  reading: Reading & { kind: 'refused' },
  client: Client,
  url: string,
) {
  if (isOutOfBand(reading)) return explainRefusal(reply, reading, client)
  const href = loginFor(url)
  return explainRefusal(reply, reading, client, {
    fr: { href, text: 'S’identifier et retourner à l’application' },
    en: { href, text: 'Sign in and return to the application' },
  })
}

/** Explains an error on a page, for requests that cannot be redirected. */
function explainRefusal(
  reply: FastifyReply,
  reading: Reading & { kind: 'refused' },
  { name }: Client,
  links?: Record<'fr' | 'en', { href: string; text: string }>,
) {
  return sendMessagePage(reply, 400, {
    fr: {
      title: 'Demande incorrecte',
      sentences: [
        `La demande de « ${name} » ne peut pas être traitée : rien n’a été autorisé.`,
        `Erreur : ${reading.error} (${reading.description}).`,
      ],
      ...(links && { link: links.fr }),
    },
    en: {
      title: 'Invalid request',
      sentences: [
        `The request of “${name}” cannot be handled: nothing was authorised.`,
        `Error: ${reading.error} (${reading.description}).`,
      ],
      ...(links && { link: links.en }),
    },
  })
}
