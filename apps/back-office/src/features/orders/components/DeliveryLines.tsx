import type { OrderDelivery } from '@hub/contract'
import { Anchor } from '@mantine/core'
import { useWords } from '../../../i18n/index.ts'
import { formatMoney } from '../../../lib/format.ts'

/** The page comes from a carrier: only what a browser opens as a page is a link. */
const isPage = (url: string) => /^https?:\/\//i.test(url)

/** Who delivers, how far he is, and where the customer may follow him. */
export function DeliveryLines({ delivery }: { delivery: OrderDelivery }) {
  const { t, locale } = useWords()
  const { carrier, status, fee, ref, tracking_url } = delivery
  const driver = [delivery.driver_name, delivery.driver_phone, delivery.driver_phone_access_code]
  const lines = [[carrier, ref], [t(`delivery.${status}`), fee && formatMoney(locale, fee)], driver].map(
    (parts) => parts.filter(Boolean).join(' · '),
  )
  return (
    <>
      {lines
        .filter((line) => line !== '')
        .map((line) => (
          <div key={line}>{line}</div>
        ))}
      {tracking_url && isPage(tracking_url) && (
        <Anchor inherit href={tracking_url} target="_blank" rel="noreferrer noopener">
          {t('order.delivery.track')}
        </Anchor>
      )}
    </>
  )
}
