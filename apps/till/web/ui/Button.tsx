import type { ComponentProps } from 'react'
import { t } from '../labels/index.ts'

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'plain' | 'primary' | 'danger'
}

export const Button = ({ look = 'plain', ...button }: ButtonProps) => (
  <button type="button" className={look === 'plain' ? 'button' : `button button-${look}`} {...button} />
)

/** A key of the real till that this one does not have: greyed, reachable, and it says why. */
export const UnavailableButton = ({ children }: Pick<ButtonProps, 'children'>) => (
  <button type="button" className="button" aria-disabled="true" title={t('app.unavailable')}>
    {children}
  </button>
)
