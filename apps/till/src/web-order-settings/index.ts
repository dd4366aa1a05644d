import type { Intervenant } from '../intervenant/index.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import type { Settings } from '../settings/index.ts'
import { webOrderSettings } from './settings.ts'
import type { WebOrderSettings } from './wire.ts'

export { webOrderSettings } from './settings.ts'

export function webOrderSettingsRoutes(
  { http, database, settings, live }: Platform,
  intervenant: Intervenant,
): void {
  http.get('/api/web-order-settings', () => read(settings))
  http.put('/api/web-order-settings', (request) => {
    intervenant.require(request)
    const next = readForm(request.body)
    database.transaction(() => {
      settings.setAll(webOrderSettings, next)
      database.afterCommit(() => {
        live.push('web-order-settings')
        live.push('web-orders')
      })
    })
    return read(settings)
  })
}

const read = (settings: Settings): WebOrderSettings => settings.getAll(webOrderSettings)

function readForm(body: unknown): WebOrderSettings {
  const form = new Form(body)
  const next = {
    isHubActive: form.boolean('isHubActive'),
    listKey: form.integer('listKey', { least: 1, most: 6 }) ?? 1,
    listKeyLabel: form.text('listKeyLabel', { most: 30, isRequired: true }),
    isPopupDisabled: form.boolean('isPopupDisabled'),
    isFullDeposit: form.boolean('isFullDeposit'),
    isPreparationPrinted: form.boolean('isPreparationPrinted'),
    isEditingAllowed: form.boolean('isEditingAllowed'),
    isKioskHidden: form.boolean('isKioskHidden'),
    kioskWords: form.text('kioskWords', { most: 100 }),
    displayDays: form.integer('displayDays', { least: 1, most: 365 }),
  }
  form.check()
  return next
}
