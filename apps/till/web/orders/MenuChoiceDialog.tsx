import { type KeyboardEvent, useState } from 'react'
import { moveAmong } from '../counter/choiceKeys.ts'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { useShop } from '../lib/useShop.ts'
import { Button } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import type { MenuQuestion } from './useOrderLines.ts'

/** One article for each letter of a menu: a touch, or arrows and Space; Enter validates. */
export function MenuChoiceDialog({ question: { menu, answer } }: { question: MenuQuestion }) {
  const { currency } = useShop()
  const [chosen, setChosen] = useState<Record<string, number>>({})
  const isWhole = menu.letters.every(({ letter }) => chosen[letter] !== undefined)
  const validate = () => isWhole && answer(menu.letters.map(({ letter }) => chosen[letter]!))
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' && isWhole) validate()
    else if (!moveAmong(event)) return
    event.preventDefault()
  }
  return (
    <Modal
      title={t('own.menu.title', { name: menu.name })}
      onClose={() => answer(undefined)}
      onSubmit={validate}
    >
      <fieldset className="options-dialog" aria-label={t('own.menu.list')} onKeyDown={onKeyDown}>
        {menu.letters.map(({ letter, label, choices }) => (
          <fieldset key={letter} className="options-group">
            <legend>{label || letter}</legend>
            {choices.map(({ idart, definition, extraCents }) => {
              const isChosen = chosen[letter] === idart
              return (
                <button
                  key={idart}
                  type="button"
                  className={isChosen ? 'ckey ckey-choice is-chosen' : 'ckey ckey-choice'}
                  aria-pressed={isChosen}
                  onClick={() => setChosen((before) => ({ ...before, [letter]: idart }))}
                >
                  <span>{definition}</span>
                  <small>{extraCents === 0 ? '' : `+ ${formatMoney(extraCents, currency)}`}</small>
                </button>
              )
            })}
          </fieldset>
        ))}
      </fieldset>
      <p className="help">{t('own.menu.hint')}</p>
      <div className="confirm-buttons">
        <Button onClick={() => answer(undefined)}>{t('app.cancel')}</Button>
        <Button look="primary" type="submit" disabled={!isWhole}>
          {t('settlement.validate')}
        </Button>
      </div>
    </Modal>
  )
}
