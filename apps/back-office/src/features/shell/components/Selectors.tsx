import { type HealthState, worstOf } from '@hub/contract/manager'
import { Select } from '@mantine/core'
import { useMatches } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../session/api/session.ts'
import { hasAllLocations, useChooseScope, useScope } from '../../session/scope.ts'
import { HealthDot, HealthOption } from './HealthOption.tsx'
import classes from './Selectors.module.css'

const all = 'all'

/** The pages that the selectors govern; they are absent from profile and accounts. */
export function useHasSelectors() {
  const isScoped = useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.scoped) })
  const { accounts } = useSession()
  return isScoped && accounts.length > 0
}

/** «Compte :» and «Point de vente :», each with a search field; one account needs no choice of account. */
export function Selectors() {
  const { t } = useTranslation()
  const { accounts } = useSession()
  const scope = useScope()
  const choose = useChooseScope()
  if (!useHasSelectors() || !scope) return null
  const { account, location } = scope
  const health = new Map<string, HealthState | null>(
    account.locations.map(({ id, health }) => [id, health] as const),
  )
  health.set(all, worstOf([account.health, ...health.values()]))
  const here = health.get(location?.id ?? all)
  const locations = account.locations.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))
  return (
    <div className={classes.selectors}>
      {accounts.length > 1 && (
        <Select
          label={t('selector.account')}
          classNames={classes}
          data={accounts.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
          value={account.id}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('common.nothingFound')}
          onChange={(id) => id && choose({ account: id })}
        />
      )}
      <Select
        label={t('selector.location')}
        classNames={classes}
        data={
          hasAllLocations(account)
            ? [{ value: all, label: t('selector.allLocations') }, ...locations]
            : locations
        }
        value={location?.id ?? all}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('common.nothingFound')}
        leftSection={here ? <HealthDot state={here} /> : undefined}
        renderOption={({ option }) => <HealthOption label={option.label} state={health.get(option.value)} />}
        onChange={(id) => id && choose({ account: account.id, location: id === all ? undefined : id })}
      />
    </div>
  )
}
