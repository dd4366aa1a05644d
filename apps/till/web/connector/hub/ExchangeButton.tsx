import { useNotify } from '../../ui/notices.tsx'

interface ExchangeButtonProps {
  children: string
  /** White on navy, for the first two buttons (contract, kezia W-3). */
  isMain?: boolean
  /** Why the button is disabled (contract, kezia R-C10). */
  reason?: string | undefined
  /** The transfer that must end first; a click shows this message (contract, kezia D9). */
  busy?: string | undefined
  onClick(): void
}

export function ExchangeButton({ children, isMain = false, reason, busy, onClick }: ExchangeButtonProps) {
  const notify = useNotify()
  const held = reason ?? busy
  return (
    <button
      type="button"
      className={isMain ? 'exchange-button exchange-main' : 'exchange-button'}
      aria-disabled={held !== undefined}
      title={held}
      onClick={() => (held === undefined ? onClick() : notify(held, 'failed'))}
    >
      {children}
    </button>
  )
}
