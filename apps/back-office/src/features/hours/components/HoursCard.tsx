import type { LocationSettings } from '@hub/contract/manager'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useWords } from '../../../i18n/index.ts'
import { formatDateTime, type Locale } from '../../../lib/format.ts'
import { Facts } from '../../../ui/Facts.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Loaded } from '../../../ui/States.tsx'
import { locationSettingsQuery } from '../api/settings.ts'
import { weekdays } from '../week.ts'

/** What apps are told of when, and whether, a location takes orders (contract, back-office §4.16). */
export function HoursCard({ locationId, canEdit }: { locationId: string; canEdit: boolean }) {
  const { t, locale } = useWords()
  const query = useQuery(locationSettingsQuery(locationId))
  return (
    <Section
      title={t('hours.card')}
      actions={
        canEdit && (
          <ButtonLink to="/locations/$locationId/hours" params={{ locationId }} size="xs">
            {t('common.modify')}
          </ButtonLink>
        )
      }
    >
      <Loaded query={query}>
        {(settings) => (
          <Facts
            facts={[
              ...hoursLines(t, settings),
              [t('hours.cutoff'), settings.cutoff_time],
              [t('hours.preparation'), t('hours.minutes', { count: settings.preparation_time })],
              [t('hours.acceptance'), acceptanceText(t, locale, settings)],
              [t('hours.whenSilent'), settings.pause_when_silent && t('hours.pauseWhenSilent')],
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}

function hoursLines(t: TFunction, { opening_hours: hours }: LocationSettings): [string, string][] {
  if (hours === null) return [[t('hours.day', { day: t('hours.opening') }), t('hours.notSet')]]
  return weekdays.map((day) => [
    t('hours.day', { day: t(`day.${day}`) }),
    (hours[day] ?? []).map(({ from, to }) => `${from} – ${to}`).join(', ') || t('hours.closed'),
  ])
}

function acceptanceText(
  t: TFunction,
  locale: Locale,
  { order_acceptance: state, timezone }: LocationSettings,
) {
  if (state.mode === 'normal') return t('hours.mode.normal')
  const until =
    state.resume_at === null
      ? t('hours.untilChanged')
      : t('hours.until', { time: formatDateTime(locale, state.resume_at, timezone) })
  const what =
    state.mode === 'busy'
      ? t('hours.busyBy', { count: state.extra_preparation_time })
      : [t('hours.mode.paused'), state.reason].filter(Boolean).join(', ')
  return `${what} · ${until}`
}
