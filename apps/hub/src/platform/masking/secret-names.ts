/** Names of members, parameters and headers whose value is a secret, letters and digits alone (contract, security S32). */
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

/** Whether a value of that name is masked, however the name is written: `API-Key`, `accessToken`, `X_Access_Token`. */
export function isSecretName(name: string): boolean {
  const letters = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  return exact.has(letters) || endings.test(letters)
}

export const masked = '***'
