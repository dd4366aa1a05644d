import type { OrderStatus } from '@hub/contract'
import { Badge, type BadgeProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { darkOrange } from '../../../ui/theme.ts'
import { isStatus } from '../status.ts'

const colors: Record<OrderStatus, string> = {
  new: 'leaf',
  received: 'leaf',
  accepted: 'blue',
  in_preparation: 'blue',
  awaiting_shipment: 'violet',
  awaiting_collection: 'violet',
  in_delivery: 'orange',
  completed: 'gray',
  rejected: 'red',
  cancelled: 'red',
  delivery_failed: 'red',
}

/** A status in words; the colour only helps. */
export function StatusBadge({ status, ...badge }: { status: string } & BadgeProps) {
  const { t } = useTranslation()
  const color = isStatus(status) ? colors[status] : 'gray'
  return (
    <Badge {...badge} variant="light" color={color} c={color === 'orange' ? darkOrange : `${color}.9`}>
      {isStatus(status) ? t(`status.${status}`) : status}
    </Badge>
  )
}
