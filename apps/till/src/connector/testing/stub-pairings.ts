import type { DeviceAuthorization } from '@hub/client'

type Decision = 'approved' | 'denied' | 'expired' | 'used'

/** The device grant of the stub hub (contract, extensions X5); the test decides in the merchant's place. */
export class StubPairings {
  /** Newest last, with the form that asked for each. */
  readonly begun: { answer: DeviceAuthorization; form: URLSearchParams }[] = []
  readonly #decisions = new Map<string, Decision>()
  /** Fields that replace those of the next answers. */
  overrides: Partial<DeviceAuthorization> = {}

  metadata = (origin: string) => ({
    issuer: origin,
    device_authorization_endpoint: `${origin}/oauth2/v1/device_authorization`,
  })

  begin(origin: string, form: URLSearchParams): DeviceAuthorization {
    const number = this.begun.length
    const userCode = `BCDF-GHJ${'KLMNPQRSTV'[number]}`
    const answer = {
      device_code: `de71ce${String(number).padStart(26, '0')}`,
      user_code: userCode,
      verification_uri: `${origin}/device`,
      verification_uri_complete: `${origin}/device?user_code=${userCode}`,
      expires_in: 600,
      interval: 5,
      ...this.overrides,
    }
    this.begun.push({ answer, form })
    return answer
  }

  /** Decides on the device that asked last, unless another one is named. */
  decide(decision: Decision, deviceCode = this.begun.at(-1)!.answer.device_code): void {
    this.#decisions.set(deviceCode, decision)
  }

  /** The `error` of the token endpoint; null for an approval, which this call uses up. */
  refusalOf(deviceCode: string | null): string | null {
    const isKnown = this.begun.some(({ answer }) => answer.device_code === deviceCode)
    if (deviceCode === null || !isKnown) return 'invalid_grant'
    const decision = this.#decisions.get(deviceCode)
    if (decision === undefined) return 'authorization_pending'
    if (decision === 'denied') return 'access_denied'
    if (decision === 'expired') return 'expired_token'
    if (decision === 'used') return 'invalid_grant'
    this.#decisions.set(deviceCode, 'used')
    return null
  }
}
