import type { Platform } from '../platform/platform.ts'
import { finishSetup, setUpDemo } from './commands.ts'
import { checkSetupStep } from './form.ts'

/** The first start (contract, kezia §5.1). */
export function setup(platform: Platform): void {
  if (platform.config.demo) setUpDemo(platform)
  platform.http.post<{ Params: { step: string } }>('/api/setup/steps/:step', ({ params, body }, reply) => {
    checkSetupStep(params.step, body)
    return reply.code(204).send()
  })
  platform.http.post('/api/setup', (request, reply) => {
    finishSetup(platform, request.body)
    return reply.code(204).send()
  })
}
