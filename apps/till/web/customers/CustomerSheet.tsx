import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { CustomerSheet as Sheet } from '../../src/customers/wire.ts'
import { t } from '../labels/index.ts'
import { useConfirm } from '../ui/confirm.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import type { WindowProps } from '../windows/types.ts'
import { CustomerFiche } from './CustomerFiche.tsx'
import { customerQuery } from './queries.ts'

/** W-18, the fiche: of one customer, or blank. Opened with `pick`, a new one is chosen for the window below. */
export function CustomerSheet({ params, setParams, close }: WindowProps) {
  const [shown, setShown] = useState(() => ({ idcli: numberOf(params.idcli), turn: 0 }))
  const confirm = useConfirm()
  const confirmDiscard = useCallback(
    () =>
      confirm({
        title: t('customer.discard.title'),
        message: t('customer.discard.message'),
        action: t('customer.discard.action'),
      }),
    [confirm],
  )
  const show = (idcli: number | undefined) => {
    setShown(({ turn }) => ({ idcli, turn: turn + 1 }))
    setParams(idcli === undefined ? {} : { idcli })
  }
  const query = useQuery({ ...customerQuery(shown.idcli ?? 0), enabled: shown.idcli !== undefined })
  const fiche = (sheet: Sheet | undefined) => (
    <CustomerFiche
      // «Nouveau» is each time a fresh form.
      key={shown.turn}
      sheet={sheet}
      pick={typeof params.pick === 'string' ? params.pick : undefined}
      confirmDiscard={confirmDiscard}
      onShow={show}
      onClose={close}
    />
  )
  return shown.idcli === undefined ? fiche(undefined) : <Loaded query={query}>{fiche}</Loaded>
}

const numberOf = (param: string | number | undefined) => (typeof param === 'number' ? param : undefined)
