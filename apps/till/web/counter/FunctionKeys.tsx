import { useQuery } from '@tanstack/react-query'
import type { BasketLine } from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import { api } from '../lib/api.ts'
import { profileQuery } from '../profiles/queries.ts'
import { drawerQuery, keysQuery } from './queries.ts'
import type { Counter } from './useCounter.ts'
import { useMcuKeys } from './useMcuKeys.ts'

interface FunctionKeysProps {
  counter: Counter
  onPrice(line: number): void
}

/** «Fonct.»: changes to the selected line, the drawer, and the keys placed by hand. */
export function FunctionKeys({ counter, onPrice }: FunctionKeysProps) {
  const { line, draft } = counter
  const { selected } = draft
  const hasDrawer = useQuery(drawerQuery).data?.isThere === true
  return (
    <>
      <button
        type="button"
        className="ckey"
        disabled={!line || (!line.composition && line.article.optionGroups.length === 0)}
        onClick={counter.editOptions}
      >
        {t(line?.composition ? 'composition.open' : 'functions.options')}
      </button>
      <button
        type="button"
        className="ckey"
        disabled={!line || line.composition !== undefined || line.article.tariffs.length === 0}
        onClick={counter.editTariff}
      >
        {t('functions.tariff')}
      </button>
      <button
        type="button"
        className="ckey"
        disabled={selected === undefined || line?.composition !== undefined}
        onClick={() => selected !== undefined && onPrice(selected)}
      >
        {t('functions.price')}
      </button>
      <button
        type="button"
        className="ckey"
        aria-disabled={!hasDrawer}
        title={hasDrawer ? undefined : t('app.unavailable')}
        onClick={() => hasDrawer && counter.openDrawer()}
      >
        {t('functions.drawer')}
      </button>
      <FavouriteKey counter={counter} />
      <FreeKeys />
    </>
  )
}

/** Places the selected line's article on the keyboard «FAVORIS», or removes it. */
function FavouriteKey({ counter: { line, inTurn } }: Pick<FunctionKeysProps, 'counter'>) {
  const isAllowed = useQuery(profileQuery).data?.base === 'supervisor'
  const { data: favourites = [] } = useQuery(keysQuery({ kind: 'favourites' }))
  const isPlaced = favourites.some(({ idart }) => idart === line?.article.idart)
  if (!isAllowed) return null
  const toggle = ({ article }: BasketLine) => {
    const path = `/favourites/${article.idart}`
    inTurn(() => (isPlaced ? api.delete<void>(path) : api.put<void>(path)))
  }
  return (
    <button type="button" className="ckey" disabled={!line} onClick={() => line && toggle(line)}>
      {t(isPlaced ? 'functions.removeFavourite' : 'functions.addFavourite')}
    </button>
  )
}

/** MCU keys without an action; the tooltip tells where to set one. */
function FreeKeys() {
  const free = useMcuKeys().filter(({ action }) => action === null)
  return (
    <div className="counter-scope">
      {free.map(({ number }) => (
        <button key={number} type="button" className="ckey" aria-disabled="true" title={t('mcu.toSet')}>
          {t('mcu.key', { number })}
        </button>
      ))}
    </div>
  )
}
