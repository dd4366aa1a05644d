import type { FastifyReply } from 'fastify'
import { escapeHtml } from '../platform/http/html.ts'
import { pageHeaders } from './headers.ts'

interface Words {
  title: string
  sentences: readonly string[]
  /** Shown below the sentences. */
  link?: { href: string; text: string }
}

const anchor = ({ href, text }: { href: string; text: string }) =>
  `\n<p><a href="${escapeHtml(href)}">${escapeHtml(text)}</a></p>`

const section = (lang: 'fr' | 'en', { title, sentences, link }: Words) => `<section lang="${lang}">
<h1>${escapeHtml(title)}</h1>
${sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('\n')}${link ? anchor(link) : ''}
</section>`

const style = `
body { margin: 0; background: #f6f8f7; color: #1f2a24; font: 16px/1.5 system-ui, sans-serif }
main { box-sizing: border-box; max-width: 34rem; width: calc(100% - 2rem); margin: 10vh auto 2rem; background: #fff;
  border: 1px solid #d5ddd7; border-top: 4px solid #1f7a4d; border-radius: 8px }
section { padding: 0.75rem 1.75rem 1.25rem } section + section { border-top: 1px solid #d5ddd7; color: #55635a }
h1 { font-size: 1.25rem; margin: 0.5rem 0 } section + section h1 { font-size: 1.05rem }
p { margin: 0.5rem 0; overflow-wrap: anywhere } a { color: #1f7a4d }`

/** Sends a bilingual explanation page without scripts, for messages that the back office's own pages cannot show. */
export function sendMessagePage(
  reply: FastifyReply,
  status: number,
  words: { fr: Words; en: Words },
): FastifyReply {
  return pageHeaders(reply)
    .code(status)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(words.fr.title)}</title>
<style>${style}</style>
</head>
<body><main>
${section('fr', words.fr)}
${section('en', words.en)}
</main></body>
</html>
`)
}
