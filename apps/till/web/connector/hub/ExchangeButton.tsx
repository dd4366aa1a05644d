import { useNotify } from '../../ui/notices.tsx'

interface ExchangeButtonProps {
  children: string
  /** White on navy: the first two (contract, kezia W-3). */
  isMain?: boolean
  /** Why it cannot be pressed (contract, kezia R-C10). */
  reason?: string | undefined
  /** What is under way, and must end first: whoever presses is told (contract, kezia D9). */
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
