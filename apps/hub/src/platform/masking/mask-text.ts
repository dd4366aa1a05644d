import { maskQuery, maskUrl, tellsSecret } from './mask-url.ts'
import { isSecretName, masked } from './secret-names.ts'

/** JSON within a string of JSON: so deep and no deeper. */
const maxDepth = 4
const stringToken = /"(?:[^"\\]|\\[\s\S])*"?/g

/** What the token of a string says; a broken or cut one as it stands. */
function contentOf(token: string): string {
  if (!token.includes('\\')) return token.slice(1, token.length > 1 && token.endsWith('"') ? -1 : undefined)
  try {
    return JSON.parse(token) as string
  } catch {
    return token.replace(/^"|"$/g, '')
  }
}

/** Where the value that begins there ends. */
function endOfValue(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const character = text[at]
    if (character === '"') {
      stringToken.lastIndex = at
      stringToken.exec(text)
      at = stringToken.lastIndex - 1
      if (depth === 0) return at + 1
    } else if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']') {
      if (depth === 0) return at
      depth--
      if (depth === 0) return at + 1
    } else if (depth === 0 && /[,\s]/.test(character!)) return at
  }
  return text.length
}

/** The colon that makes a name of the string before it, with the blanks around it; undefined for none. */
function colonAt(text: string, at: number): string | undefined {
  const isPlain = text[at] === ':' && !/\s/.test(text[at + 1] ?? '')
  return isPlain ? ':' : /^\s*:\s*/.exec(text.slice(at, at + 64))?.[0]
}

/** A body of JSON, also one that is broken or was cut. */
function maskJson(text: string, depth: number): string {
  let result = ''
  let copied = 0
  stringToken.lastIndex = 0
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', copied)) {
    stringToken.lastIndex = at
    const token = stringToken.exec(text)![0]
    const end = at + token.length
    const colon = colonAt(text, end)
    result += text.slice(copied, at)
    if (colon !== undefined && isSecretName(contentOf(token))) {
      const start = end + colon.length
      copied = endOfValue(text, start)
      const isNothing = ['null', '', '""'].includes(text.slice(start, copied))
      result += token + colon + (isNothing ? text.slice(start, copied) : `"${masked}"`)
    } else if (colon !== undefined) {
      result += token
      copied = end
    } else {
      const content = contentOf(token)
      const told = maskLoose(content, depth + 1)
      result += told === content ? token : JSON.stringify(told)
      copied = end
    }
  }
  return result + text.slice(copied)
}

const part = /(\bname="?([^";\r\n]{1,64})"?[^\r\n]*\r?\n(?:[^\r\n]{1,200}\r?\n){0,5}\r?\n)([^\r\n]*)/g
const assigned = /((?<![\w.%-])[\w.%-]{2,64}\s?=\s?)("[^"]*"|'[^']*'|[^\s&"'<>;,]+)/g
const scheme = /\b(Basic|Bearer)\s+[\w+/.=~-]{6,}/gi

/** What every text has in which something can be masked. */
const mayTell = /[{["=%/]|basic|bearer/i

/** Any text: JSON, a form, a form in parts, an address, or prose with an assignment in it. */
function maskLoose(text: string, depth: number): string {
  if (depth > maxDepth) return tellsSecret(text) ? masked : text
  if (!mayTell.test(text)) return text
  if (/^\s*[{["]/.test(text)) return maskJson(text, depth)
  if (!/[\s]/.test(text) && /[=%]/.test(text)) {
    const told = /^[^?=&]*[?#]|^[a-z][\w+.-]*:\/\//i.test(text) ? maskUrl(text) : maskQuery(text)
    return told
  }
  const told = text
    .replace(part, (whole, head: string, name: string) => (isSecretName(name) ? head + masked : whole))
    .replace(assigned, (whole, name: string, value: string) =>
      isSecretName(name) || tellsSecret(value) ? name + masked : whole,
    )
    .replace(scheme, (_, name: string) => `${name} ${masked}`)
  return told.replace(/[^\s"'<>]+/g, (word) => (/\/|%2f/i.test(word) ? maskUrl(word) : word))
}

/** A text fit for a log: tokens, codes, secrets and passwords masked (contract, general §12, security S32). */
export const maskText = (text: string) => maskLoose(text, 0)
