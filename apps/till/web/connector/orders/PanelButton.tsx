import type { WebOrderRow, WebOrderStatus } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { useWork, type WorkAction } from './useWork.ts'

interface PanelButtonProps {
  children: string
  look?: 'plain' | 'accept' | 'reject'
  isOff?: boolean
  title?: string
  onClick?(): void
}

export const PanelButton = ({
  children,
  look = 'plain',
  isOff = false,
  title,
  onClick,
}: PanelButtonProps) => (
  <button
    type="button"
    className={`button panel-button panel-${look}`}
    aria-disabled={isOff}
    title={title}
    // A double click acts once: another button may be in its place by the second click.
    onClick={({ detail }) => !isOff && detail < 2 && onClick?.()}
  >
    {children}
  </button>
)

interface WorkButtonProps extends Omit<PanelButtonProps, 'onClick'> {
  order: WebOrderRow
  action: WorkAction
  /** The resulting status, shown in the message when done. */
  status: WebOrderStatus
}

/** A button without a confirmation: the order goes on at once. */
export function WorkButton({ order, action, status, isOff = false, ...button }: WorkButtonProps) {
  const done = t('panel.done', { code: order.code, status: t(`status.${status}`) })
  const work = useWork(order, action, done)
  return <PanelButton isOff={isOff || work.isPending} onClick={() => work.mutate({})} {...button} />
}
