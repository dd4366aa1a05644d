import { escapeHtml } from '../platform/http/html.ts'
import type { Letter } from './messages.ts'

const sender = 'Order Hub'

/** Keeps French punctuation on the same line as its word. */
const unbroken = (text: string) => text.replace(/ (?=[:;?!»])|(?<=«) /g, '\u00a0')
const shown = (text: string) => escapeHtml(unbroken(text))

export const plainText = ({ paragraphs, button, link, otherwise }: Letter) =>
  `${[...paragraphs, `${button} :\n${link}`, otherwise, `— ${sender}`].join('\n\n')}\n`

/** An HTML mail that loads no external images, fonts or style sheets. */
export function html({ subject, paragraphs, button, link, otherwise }: Letter): string {
  const text = 'margin:0 0 16px;font-size:16px;line-height:1.5;color:#1f2933'
  const small = 'margin:24px 0 0;font-size:13px;line-height:1.5;color:#52606d'
  const shape =
    'display:inline-block;padding:12px 20px;border-radius:6px;text-decoration:none;font-weight:600'
  return `<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f3f6f4;font-family:system-ui,-apple-system,'Segoe UI',Arial,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:32px;background:#fff;border-top:4px solid #1f7a4d;border-radius:8px">
${paragraphs.map((paragraph) => `<p style="${text}">${shown(paragraph)}</p>`).join('\n')}
<p style="margin:24px 0"><a href="${escapeHtml(link)}" style="${shape};background:#1f7a4d;color:#fff">${escapeHtml(button)}</a></p>
<p style="${small}">${shown(otherwise)}</p>
<p style="${small};overflow-wrap:anywhere">${escapeHtml(link)}</p>
<p style="${small}">— ${sender}</p>
</div></body></html>
`
}
