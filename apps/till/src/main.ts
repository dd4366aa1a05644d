import { startTill } from './app.ts'
import { readConfig } from './config.ts'
import { refusedExitCode, StartError } from './platform/errors.ts'
import type { NetworkAccess } from './station-access/index.ts'

// What the till writes is its owner's from the first byte (security S7).
process.umask(0o077)

const hadParent = process.connected
try {
  const till = await startTill(readConfig(process.env))
  process.stdout.write(`Till ready on ${till.url}\n`)
  process.stdout.write(
    '  «Hubrise» > «Connexion à HubRise», sign in, «Autoriser», copy the code, paste it, «OK»\n',
  )
  if (till.network) process.stdout.write(`${aboutNetwork(till.network)}\n`)
  // Told to the process that started this one, if any: the address, once requests are answered.
  process.send?.({ ready: till.url })
  const stop = async () => {
    await till.close()
    // The channel would keep this process alive.
    if (process.connected) process.disconnect?.()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
  // The process that started this one was killed: it leaves no till behind.
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
