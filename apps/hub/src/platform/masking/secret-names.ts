/**
 * Names of members, parameters and headers whose value is a secret, reduced to letters and digits (contract, security
 * S32).
 */
const exact = new Set([
  'code',
  'pass',
  'passwd',
  'passphrase',
  'pwd',
  'authorization',
  'proxyauthorization',
  'next',
])
const endings =
  /(token|secret|password|apikey|privatekey|codeverifier|devicecode|usercode|authori[sz]ationcode|devicerequest)$/

/** Cached, because the same few names recur. */
const known = new Map<string, boolean>()
const maxKnown = 2000
const maxKnownLength = 64

/** Whether a value of that name is masked, in any spelling of the name: `API-Key`, `accessToken`, `X_Access_Token`. */
export function isSecretName(name: string): boolean {
  const answer = known.get(name)
  if (answer !== undefined) return answer
  const letters = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  const isSecret = exact.has(letters) || endings.test(letters)
  if (name.length <= maxKnownLength && known.size < maxKnown) known.set(name, isSecret)
  return isSecret
}

export const masked = '***'
