/** A piece of light Markdown: emphasis, code and links; everything else is text as it came. */
export type Piece =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; pieces: Piece[] }
  | { kind: 'link'; pieces: Piece[]; href: string }

const pattern =
  /`(?<code>[^`\n]+)`|\[(?<label>[^\]\n]+)\]\((?<href>(?:[^()\s]|\([^()\s]*\))+)\)|\*\*(?<strong>[^*\n]+)\*\*|(?<![\w*_])[*_](?<emphasis>[^*_\n]+)[*_](?![\w*_])/g

/** The address, if it is a web page or a mail address; never `javascript:` and its like. */
function safeHref(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined
  return ['http:', 'https:', 'mailto:'].includes(new URL(href).protocol) ? href : undefined
}

/** Reads untrusted text; a link that is not safe stays as its label, inert. */
export function parseMarkdown(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) })
    pieces.push(pieceOf(match.groups ?? {}))
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) })
  return pieces
}

function pieceOf({ code, label, href, strong, emphasis }: Record<string, string | undefined>): Piece {
  if (code !== undefined) return { kind: 'code', text: code }
  if (strong !== undefined) return { kind: 'strong', pieces: parseMarkdown(strong) }
  if (emphasis !== undefined) return { kind: 'emphasis', pieces: parseMarkdown(emphasis) }
  const target = safeHref(href ?? '')
  if (target === undefined) return { kind: 'text', text: label ?? '' }
  return { kind: 'link', pieces: parseMarkdown(label ?? ''), href: target }
}
