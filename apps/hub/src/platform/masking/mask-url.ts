import { decodings, fromBase64 } from './decode.ts'
import { isSecretName, masked } from './secret-names.ts'

/** Path segments that are followed by a link's token. */
const beforeToken = /^(reset_password|reset|invitations?|verify|undo|undo_email|email-undo)$/i
const linkInText = /\/(?:reset_password|password\/reset|invitations?|verify|undo_email|email-undo)\/[^/?\s]/i
const assignment = /(?<![\w.%-])([\w.%-]{2,64})["']?\s*=\s*["']?(?=[^\s"'&=*])/g
const member = /["']([\w.-]{2,64})["']\s*:/g
const credentials = /\b(?:Basic|Bearer)\s+[\w+/.~-]{6,}/i

const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name!)

/** Whether the text, or one of its decodings, assigns a value to a secret's name. */
export function tellsSecret(text: string): boolean {
  // Too short for base64, and it has no assignment.
  if (/^[\w.~-]{0,15}$/.test(text)) return false
  const layers = decodings(text)
  if (!layers) return true
  return layers.some((layer) => {
    if (names(layer, assignment).some(isSecretName) || names(layer, member).some(isSecretName)) return true
    if (linkInText.test(layer) || credentials.test(layer)) return true
    const plain = fromBase64(layer)
    return (
      plain !== undefined &&
      (names(plain, assignment).some(isSecretName) || names(plain, member).some(isSecretName))
    )
  })
}

const lastOf = (text: string) => decodings(text)?.at(-1)

function maskParameter(parameter: string): string {
  const at = parameter.indexOf('=')
  if (at === -1) return tellsSecret(parameter) ? masked : parameter
  const [name, value] = [parameter.slice(0, at), parameter.slice(at + 1)]
  if (value === '') return parameter
  const plainName = lastOf(name)
  const isSecret = plainName === undefined || isSecretName(plainName) || tellsSecret(value)
  return isSecret ? `${name}=${masked}` : parameter
}

/** Masks a query string or a form: `a=1&code=***`. */
export const maskQuery = (query: string) => query.split('&').map(maskParameter).join('&')

/** A path of short segments without encoding, none of which precedes a token. */
const harmlessPath =
  /^(?:\/(?!(?:reset_password|reset|invitations?|verify|undo|undo_email|email-undo)(?:\/|$))[\w.~-]{0,15})*$/i

function maskPath(path: string): string {
  if (harmlessPath.test(path)) return path
  let previous = ''
  return path
    .split('/')
    .map((segment) => {
      const plain = lastOf(segment) ?? ''
      const isToken = beforeToken.test(previous) && segment !== '' && !beforeToken.test(plain)
      // `//verify//token` is routed like `/verify/token`.
      if (segment !== '') previous = plain
      return isToken || tellsSecret(segment) || linkInText.test(`/${plain}`) ? masked : segment
    })
    .join('/')
}

/**
 * Masks tokens, codes and secrets in a URL for the log, even encoded ones and those of a URL nested in it (contract,
 * general §12, security S32).
 */
export function maskUrl(url: string): string {
  const at = url.search(/[?#]/)
  if (at === -1) return maskPath(url)
  const rest = url.slice(at + 1)
  return `${maskPath(url.slice(0, at))}${url[at]}${rest
    .split(/(?=[?#])/)
    .map(maskQuery)
    .join('')}`
}
