import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { routingError } from '../platform/errors.ts'
import { isLocalRequest } from '../platform/http/caller.ts'
import { escapeHtml } from '../platform/http/html.ts'
import { secureHeaders } from '../platform/http/security.ts'
import type { KeptMail, Outbox } from './mailer.ts'

/** The local page of unsent mails, for trying the hub on this machine (security S5). */
export function mailRoutes(http: FastifyInstance, outbox: Outbox) {
  const onRequest = async (request: FastifyRequest) => {
    if (!isLocalRequest(request)) throw routingError()
  }
  http.get('/mail', { onRequest }, async (_request, reply) =>
    answerHtml(reply, listPage(await outbox.list())),
  )
  http.get<{ Params: { id: string } }>('/mail/:id', { onRequest }, async (request, reply) => {
    const mail = await outbox.find(request.params.id)
    if (!mail) throw routingError()
    return answerHtml(reply, mail.html)
  })
}

function answerHtml(reply: FastifyReply, page: string) {
  secureHeaders(reply)
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    })
    .send(page)
}

const row = ({ id, at, to, subject }: KeptMail) => `<tr>
<td>${escapeHtml(at.slice(0, 16).replace('T', ' '))}</td><td>${escapeHtml(to)}</td>
<td><a href="/mail/${escapeHtml(id)}">${escapeHtml(subject)}</a></td></tr>`

const listPage = (mails: readonly KeptMail[]) => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Courriers — Mails</title>
<style>
  body { margin: 0; padding: 24px; background: #f3f6f4; color: #1f2933; font-family: system-ui, sans-serif }
  main { max-width: 860px; margin: 0 auto; padding: 24px; background: #fff; border-top: 4px solid #1f7a4d; border-radius: 8px }
  h1 { margin: 0 0 8px; font-size: 22px } p { margin: 0 0 16px; color: #52606d }
  table { width: 100%; border-collapse: collapse } td { padding: 8px; border-top: 1px solid #e4e7eb; overflow-wrap: anywhere }
  a { color: #1f7a4d } p span { display: block }
</style></head><body><main>
<h1>Courriers</h1>
<p>Sans SMTP_URL, rien n’est envoyé&nbsp;: les mails restent ici. <span lang="en">Without SMTP_URL nothing is sent: mails stay here.</span></p>
${mails.length === 0 ? '<p>Aucun mail. <span lang="en">No mail yet.</span></p>' : `<table>${mails.map(row).join('\n')}</table>`}
</main></body></html>
`
