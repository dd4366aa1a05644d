import type { HealthState } from '@hub/contract/manager'
import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './HealthOption.module.css'

/** The dot of a place: the worst of what is connected to it (contract, support U1). */
export function HealthDot({ state }: { state: HealthState | null | undefined }) {
  return state ? <span className={classes.dot} data-state={state} aria-hidden /> : null
}

/** A place in a selector's list. One that is not well has its word, which is no part of the place's name. */
export function HealthOption({ label, state }: { label: string; state: HealthState | null | undefined }) {
  const { t } = useTranslation()
  return (
    <Group gap={8} wrap="nowrap">
      <HealthDot state={state} />
      <span className="hub-break">{label}</span>
      {state && state !== 'healthy' && (
        <Text span size="xs" fw={600} className={classes.word} aria-hidden>
          {t(`health.${state}`)}
        </Text>
      )}
    </Group>
  )
}
