import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { ArticleSheet as Sheet } from '../../src/articles/wire.ts'
import { t } from '../labels/index.ts'
import { articleSettingsQuery, vatRatesQuery } from '../lib/queries.ts'
import { useConfirm } from '../ui/confirm.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import type { WindowProps } from '../windows/types.ts'
import type { BuiltPage } from './pages.ts'
import { pick } from './picking.ts'
import { articleQuery } from './queries.ts'
import { SheetForm } from './SheetForm.tsx'

/**
 * The article on show: an existing one, a copy not saved yet, or a blank one. `turn` gives each «Nouveau» a
 * fresh form.
 */
interface Shown {
  idart: number | undefined
  isCopy: boolean
  turn: number
}

const numberOf = (param: string | number | undefined) => (typeof param === 'number' ? param : undefined)

/** W-16. */
export function ArticleSheet({ params, setParams, close }: WindowProps) {
  const [shown, setShown] = useState<Shown>(() => ({
    idart: numberOf(params.idart) ?? numberOf(params.copyOf),
    isCopy: params.copyOf !== undefined,
    turn: 0,
  }))
  // Kept across articles, so that one page can be checked for the whole list.
  const [page, setPage] = useState<BuiltPage>('price')
  const confirm = useConfirm()
  const confirmDiscard = useCallback(
    () =>
      confirm({
        title: t('sheet.discard.title'),
        message: t('sheet.discard.message'),
        action: t('sheet.discard.action'),
      }),
    [confirm],
  )
  const show = (idart: number | undefined) => {
    setShown(({ turn }) => ({ idart, isCopy: false, turn: turn + 1 }))
    setParams(idart === undefined ? {} : { idart })
  }
  const rates = useQuery(vatRatesQuery)
  const settings = useQuery(articleSettingsQuery)
  const query = useQuery({ ...articleQuery(shown.idart ?? 0), enabled: shown.idart !== undefined })
  // Created on the fly for CAISSE: once saved, it is added to the sale and the sheet closes.
  const code = typeof params.code === 'string' ? params.code : undefined
  const sell = (idart: number) => {
    pick(idart)
    close()
  }
  const form = (sheet: Sheet | undefined) => (
    <Loaded query={rates}>
      {(vatRates) => (
        <Loaded query={settings}>
          {({ defaultVatId }) => (
            <SheetForm
              key={shown.turn}
              source={{ article: sheet?.article, isCopy: shown.isCopy, defaultVatId, code }}
              neighbours={sheet?.neighbours}
              vatRates={vatRates}
              page={page}
              onPage={setPage}
              confirmDiscard={confirmDiscard}
              onCreated={code === undefined ? undefined : sell}
              onShow={show}
              onClose={close}
            />
          )}
        </Loaded>
      )}
    </Loaded>
  )
  return shown.idart === undefined ? form(undefined) : <Loaded query={query}>{form}</Loaded>
}
