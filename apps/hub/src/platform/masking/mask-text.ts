import { endOfString } from '../json.ts'
import { maskQuery, maskUrl, tellsSecret } from './mask-url.ts'
import { isSecretName, masked } from './secret-names.ts'

/** Maximum depth of JSON nested in JSON strings that is searched. */
const maxDepth = 4

/** The value of a JSON string literal, given with its quotes. A malformed or truncated one is returned as it is. */
function contentOf(text: string, start: number, end: number): string {
  const isClosed = end - start > 1 && text.charCodeAt(end - 1) === 0x22
  const content = text.slice(start + 1, isClosed ? end - 1 : end)
  if (!content.includes('\\')) return content
  try {
    return JSON.parse(text.slice(start, end)) as string
  } catch {
    return content
  }
}

/** Index just after the value that begins at `start`. */
function endOfValue(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const character = text[at]
    if (character === '"') {
      at = endOfString(text, at)
      if (depth === 0) return Math.min(at + 1, text.length)
    } else if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']') {
      if (depth === 0) return at
      depth--
      if (depth === 0) return at + 1
    } else if (depth === 0 && /[,\s]/.test(character!)) return at
  }
  return text.length
}

const isGraphic = (code: number) => code > 0x20 && code < 0x7f

/** If the string that ends at `end` is a member name, the index at which its value begins; otherwise undefined. */
function valueAfter(text: string, end: number): number | undefined {
  const isColon = text.charCodeAt(end) === 0x3a
  // Fast path: there are rarely blanks.
  if (isColon && isGraphic(text.charCodeAt(end + 1))) return end + 1
  if (!isColon && isGraphic(text.charCodeAt(end))) return undefined
  const colon = /^\s*:\s*/.exec(text.slice(end, end + 64))
  return colon ? end + colon[0].length : undefined
}

/** Masks a JSON body, even a malformed or truncated one. A body without secrets is returned unchanged. */
function maskJson(text: string, depth: number): string {
  let result = ''
  let copied = 0
  const replace = (start: number, end: number, told: string) => {
    result += text.slice(copied, start) + told
    copied = end
  }
  let next: number
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', next)) {
    next = Math.min(endOfString(text, at) + 1, text.length)
    const content = contentOf(text, at, next)
    const start = valueAfter(text, next)
    if (start === undefined) {
      const told = maskLoose(content, depth + 1)
      if (told !== content) replace(at, next, JSON.stringify(told))
    } else if (isSecretName(content)) {
      next = endOfValue(text, start)
      if (!isNothing(text.slice(start, next))) replace(start, next, `"${masked}"`)
    }
  }
  return result + text.slice(copied)
}
const isNothing = (value: string) => value === 'null' || value === '' || value === '""'

const part = /(\bname="?([^";\r\n]{1,64})"?[^\r\n]*\r?\n(?:[^\r\n]{1,200}\r?\n){0,5}\r?\n)([^\r\n]*)/g
const assigned = /((?<![\w.%-])[\w.%-]{2,64}\s?=\s?)("[^"]*"|'[^']*'|[^\s&"'<>;,]+)/g
const scheme = /\b(Basic|Bearer)\s+[\w+/.=~-]{6,}/gi

/** Quick test: a text without any of these has nothing to mask. */
const mayTell = /[{["=%/]|basic|bearer/i

/** Masks any text: JSON, a form, a multipart form, a URL, or prose that contains an assignment. */
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

/** Masks tokens, codes, secrets and passwords in a text for the log (contract, general §12, security S32). */
export const maskText = (text: string) => maskLoose(text, 0)
