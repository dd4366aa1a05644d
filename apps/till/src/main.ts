import { startTill } from './app.ts'
import { readConfig } from './config.ts'
import { StartError } from './platform/errors.ts'
import type { NetworkAccess } from './station-access/index.ts'

// What the till writes is its owner's from the first byte (security S7).
process.umask(0o077)

try {
  const till = await startTill(readConfig(process.env))
  process.stdout.write(`Till ready on ${till.url}\n`)
  process.stdout.write(
    '  «Hubrise» > «Connexion à HubRise», sign in, «Autoriser», copy the code, paste it, «OK»\n',
  )
  if (till.network) process.stdout.write(`${aboutNetwork(till.network)}\n`)
  // Told to the process that started this one, if any: the address, once requests are answered.
  process.send?.({ ready: till.url })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void till.close())
} catch (error) {
  if (!(error instanceof StartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

function aboutNetwork({ urls, fingerprint }: NetworkAccess): string {
  const lines = [`Other stations: ${urls.join(' or ')}`]
  if (fingerprint === null) lines.push('  TILL_TLS=0: what they send is not encrypted')
  else lines.push(`  certificate, SHA-256 ${fingerprint}`)
  lines.push('  each with a code: on this machine, «Configuration» > «Postes»')
  return lines.join('\n')
}
