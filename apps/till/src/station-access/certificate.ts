import { createPrivateKey, KeyObject, randomBytes, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import type { TillConfig, TlsFiles } from '../config.ts'
import type { Clock } from '../platform/clock.ts'
import { StartError } from '../platform/errors.ts'
import { isLoopbackHost, machineNames, networkAddresses } from '../platform/own-names.ts'
import { writePrivateFile } from '../platform/private-files.ts'
import type { TlsMaterial } from '../platform/server.ts'

export interface Certificate extends TlsMaterial {
  x509: X509Certificate
}

/** The longest validity that Apple's systems accept for a self-signed certificate. */
const validDays = 825
/** A till restarts at least once within this time, and renews then. Stations see the browser's warning again. */
const renewedBeforeDays = 90

/**
 * The certificate for connections from the network; undefined when the network has no access or TLS is off (security
 * S34).
 * @throws {StartError} with the name of a configured file that cannot be used
 */
export async function loadCertificate(
  { host, tls, dataDir }: Pick<TillConfig, 'host' | 'tls' | 'dataDir'>,
  clock: Clock,
): Promise<Certificate | undefined> {
  if (isLoopbackHost(host) || tls === 'off') return undefined
  return tls ? readGiven(tls) : ensureOwn(join(dataDir, 'tls.pem'), clock.now())
}

function readGiven({ certificateFile, keyFile }: TlsFiles): Certificate {
  const certificate = readSetting('TILL_TLS_CERT', certificateFile)
  const key = readSetting('TILL_TLS_KEY', keyFile)
  let isPair: boolean
  try {
    isPair = new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))
  } catch (error) {
    throw new StartError(
      `TILL_TLS_CERT ${certificateFile} and TILL_TLS_KEY ${keyFile} must be a certificate and its key in PEM: ${(error as Error).message}`,
    )
  }
  if (!isPair)
    throw new StartError(`TILL_TLS_KEY ${keyFile} is not the key of TILL_TLS_CERT ${certificateFile}.`)
  return { certificate, key, x509: new X509Certificate(certificate) }
}

function readSetting(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartError(`${name} ${file} cannot be read: ${(error as Error).message}`)
  }
}

/** Stores key and certificate in one file, so that a power cut cannot leave only one of them. */
async function ensureOwn(file: string, now: Temporal.Instant): Promise<Certificate> {
  const stored = existsSync(file) ? parse(readFileSync(file, 'utf8')) : undefined
  if (stored && isCurrent(stored.x509, now)) return stored
  const made = await make(now)
  writePrivateFile(file, made.key + made.certificate)
  return made
}

/** Undefined when the file is damaged; the caller then creates another certificate. */
function parse(pem: string): Certificate | undefined {
  try {
    const [key = ''] = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\n/.exec(pem) ?? []
    const certificate = pem.slice(key.length)
    const x509 = new X509Certificate(certificate)
    return x509.checkPrivateKey(createPrivateKey(key)) ? { key, certificate, x509 } : undefined
  } catch {
    return undefined
  }
}

/** Also false for a certificate dated in the future, made while the clock was wrong. */
function isCurrent({ validFrom, validTo }: X509Certificate, now: Temporal.Instant): boolean {
  const nowMs = now.epochMilliseconds
  const renewAtMs = Date.parse(validTo) - renewedBeforeDays * 24 * 3600_000
  return Date.parse(validFrom) <= nowMs && nowMs < renewAtMs
}

/** Imports the library only when needed, about every two years: it is larger than the till's server. */
async function make(now: Temporal.Instant): Promise<Certificate> {
  await import('reflect-metadata')
  const x509 = await import('@peculiar/x509')
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const names = ['localhost', ...machineNames(), '127.0.0.1', '::1', ...networkAddresses()]
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: `00${randomBytes(16).toString('hex')}`,
    name: 'CN=Kezia II',
    notBefore: new Date(now.subtract({ hours: 24 }).epochMilliseconds),
    notAfter: new Date(now.add({ hours: 24 * (validDays - 1) }).epochMilliseconds),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
      ),
    ],
  })
  const certificate = `${made.toString('pem')}\n`
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString()
  return { certificate, key, x509: new X509Certificate(certificate) }
}
