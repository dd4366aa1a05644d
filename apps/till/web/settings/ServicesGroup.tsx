import type { WebOrderSettings } from '../../src/web-order-settings/wire.ts'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { CheckBox } from '../ui/fields.tsx'
import { useWindows } from '../windows/manager.tsx'

interface ServicesGroupProps {
  isHubActive: boolean
  onChange(change: Partial<WebOrderSettings>): void
}

const services = ['keziaCloud', 'foxOrder', 'hub', 'uberEat'] as const

/** One column per service; only HubRise can be switched (contract, kezia D16). */
export function ServicesGroup({ isHubActive, onChange }: ServicesGroupProps) {
  const { open, isBuilt } = useWindows()
  return (
    <fieldset>
      <legend>{t('webOrders.services')}</legend>
      <div className="services">
        {services.map((service) => {
          const isHub = service === 'hub'
          return (
            <fieldset key={service} className="service">
              <legend>{t(`webOrders.service.${service}`)}</legend>
              <CheckBox
                label={t('webOrders.active')}
                isChecked={isHub && isHubActive}
                isDisabled={!isHub}
                title={isHub ? undefined : t('app.unavailable')}
                onChange={(isActive) => onChange({ isHubActive: isActive })}
              />
              {isHub && isHubActive && (
                <Button disabled={!isBuilt('hub-service')} onClick={() => open('hub-service')}>
                  {t('webOrders.configure')}
                </Button>
              )}
            </fieldset>
          )
        })}
      </div>
    </fieldset>
  )
}
