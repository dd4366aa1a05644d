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
import { type CustomerQuery, customersQuery } from './queries.ts'
import './customers.css'

/** W-18, «Recherche». Opened with `pick`, it chooses a customer for the window below instead of opening his fiche. */
export function CustomerSearch({ params, close }: WindowProps) {
  const { open } = useWindows()
  const notify = useNotify()
  const isPicking = params.pick !== undefined
  const [search, setSearch] = useState<CustomerQuery>({ text: textOf(params.text), sort: 'name' })
  const [text, setText] = useState(search.text)
  const [chosen, setChosen] = useState<number>()
  const query = useQuery(customersQuery(search))
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  // Chosen here, or created in the fiche above.
  useEffect(() => (isPicking ? receiveCustomerPicks(close) : undefined), [isPicking, close])
  const lines = query.data?.lines ?? []
  // Until someone chooses, the first line is the chosen one: Enter after a search opens it.
  const selected = lines.find(({ idcli }) => idcli === chosen) ?? lines[0]

  const choose = (line = selected) => {
    if (!line) return
    if (!isPicking) return open('customer-sheet', { idcli: line.idcli })
    if (line.isBlocked) return notify(t('customers.isBlocked', { name: line.displayName }), 'failed')
    pickCustomer(line)
  }
  const run = (event: FormEvent) => {
    event.preventDefault()
    if (text === search.text) choose()
    else setSearch({ ...search, text })
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
          onChange={(sort) => setSearch({ ...search, sort })}
          choices={[
            { value: 'name', label: t('customers.sort.name') },
            { value: 'idcli', label: t('customers.sort.idcli') },
          ]}
        />
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
        <Button onClick={() => open('customer-sheet', isPicking ? { pick: 1 } : {})}>
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
