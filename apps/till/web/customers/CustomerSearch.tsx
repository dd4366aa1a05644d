import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { Radios } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useNotify } from '../ui/notices.tsx'
import { useWindows } from '../windows/manager.tsx'
import type { WindowProps } from '../windows/types.ts'
import { CustomerGrid } from './CustomerGrid.tsx'
import { pickCustomer, receiveCustomerPicks } from './picking.ts'
import { type CustomerQuery, customersQuery, dormantQuery } from './queries.ts'
import './customers.css'

/** W-18, «Recherche». Opened with `pick`, it chooses a customer for the window below instead of opening his fiche. */
export function CustomerSearch({ params, close }: WindowProps) {
  const { open } = useWindows()
  const notify = useNotify()
  const pick = typeof params.pick === 'string' ? params.pick : undefined
  const [search, setSearch] = useState<CustomerQuery>({ text: textOf(params.text), sort: 'name' })
  const [text, setText] = useState(search.text)
  const [chosen, setChosen] = useState<number>()
  /** «RGPD : Fichier client à contrôler»: those that it means, until someone searches. */
  const [isReview, setIsReview] = useState(params.review !== undefined)
  const found = useQuery({ ...customersQuery(search), enabled: !isReview })
  const dormant = useQuery({ ...dormantQuery, enabled: isReview })
  const query = isReview ? dormant : found
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  // Chosen here, or created in the fiche above.
  useEffect(() => (pick === undefined ? undefined : receiveCustomerPicks(pick, close)), [pick, close])
  const lines = query.data?.lines ?? []
  // Until someone chooses, the first line is the chosen one: Enter after a search opens it.
  const selected = lines.find(({ idcli }) => idcli === chosen) ?? lines[0]

  const choose = (line = selected) => {
    if (!line) return
    if (pick === undefined) return open('customer-sheet', { idcli: line.idcli })
    if (line.isBlocked) return notify(t('customers.isBlocked', { name: line.displayName }), 'failed')
    pickCustomer(pick, line)
  }
  const run = (event: FormEvent) => {
    event.preventDefault()
    if (text === search.text && !isReview) choose()
    else setSearch({ ...search, text })
    setIsReview(false)
  }
  return (
    <div className="customers">
      <form className="customers-search" onSubmit={run}>
        <label>
          <span>{t('customers.search')}</span>
          <input
            ref={field}
            autoComplete="off"
            spellCheck={false}
            placeholder={t('customers.search.help')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <Button type="submit" look="primary">
          {t('customers.run')}
        </Button>
        <Radios
          legend={t('customers.sort')}
          value={search.sort}
          onChange={(sort) => {
            setSearch({ ...search, sort })
            setIsReview(false)
          }}
          choices={[
            { value: 'name', label: t('customers.sort.name') },
            { value: 'idcli', label: t('customers.sort.idcli') },
          ]}
        />
        {isReview && <p className="help">{t('customers.review')}</p>}
      </form>
      <Loaded query={query}>
        {(page) => (
          <CustomerGrid page={page} selected={selected?.idcli} onSelect={setChosen} onOpen={choose} />
        )}
      </Loaded>
      <div className="window-buttons">
        <Button
          disabled={!selected}
          onClick={() => selected && open('customer-sheet', { idcli: selected.idcli })}
        >
          {t('customers.view')}
        </Button>
        <Button onClick={() => open('customer-sheet', pick === undefined ? {} : { pick })}>
          {t('customers.create')}
        </Button>
        <span className="spacer" />
        <Button look="primary" disabled={!selected} onClick={() => choose()}>
          {t('customers.ok')}
        </Button>
        <Button onClick={close}>{t('customers.quit')}</Button>
      </div>
    </div>
  )
}

const textOf = (param: string | number | undefined) => (typeof param === 'string' ? param : '')
