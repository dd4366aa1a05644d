import { startTill } from './app.ts'
import { readConfig } from './config.ts'
import { refusedExitCode, StartError } from './platform/errors.ts'
import type { NetworkAccess } from './station-access/index.ts'

// Files that the till creates are readable by their owner only, from the first byte (security S7).
process.umask(0o077)

const hadParent = process.connected
try {
  const till = await startTill(readConfig(process.env))
  process.stdout.write(`Till ready on ${till.url}\n`)
  process.stdout.write(
    '  «Hubrise» > «Connexion à HubRise», sign in, «Autoriser», copy the code, paste it, «OK»\n',
  )
  if (till.network) process.stdout.write(`${aboutNetwork(till.network)}\n`)
  // Sends the URL to the parent process, if any, once the till accepts requests.
  process.send?.({ ready: till.url })
  const stop = async () => {
    await till.close()
    // An open channel would keep this process alive.
    if (process.connected) process.disconnect?.()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
  // If the parent process is killed, the till must not keep running.
  process.once('disconnect', () => void stop())
  if (hadParent && !process.connected) await stop()
} catch (error) {
  if (!(error instanceof StartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = refusedExitCode
}

function aboutNetwork({ urls, fingerprint }: NetworkAccess): string {
  const lines = [`Other stations: ${urls.join(' or ')}`]
  if (fingerprint === null) lines.push('  TILL_TLS=0: what they send is not encrypted')
  else lines.push(`  certificate, SHA-256 ${fingerprint}`)
  lines.push('  each with a code: on this machine, «Configuration» > «Postes»')
  return lines.join('\n')
}
