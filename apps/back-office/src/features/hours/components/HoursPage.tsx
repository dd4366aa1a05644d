import type { LocationSettings } from '@hub/contract/manager'
import { Checkbox, Fieldset, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BackLink } from '../../../ui/BackLink.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { showDone } from '../../../ui/feedback.ts'
import { LoadedPage } from '../../../ui/LoadedPage.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { useSave } from '../../../ui/useSave.ts'
import { FormPage } from '../../accounts/components/FormPage.tsx'
import { locationSettingsQuery, updateLocationSettings } from '../api/settings.ts'
import { hoursOf, localTime, weekOf } from '../week.ts'
import { WeekFields } from './WeekFields.tsx'

const route = getRouteApi('/signed-in/back-office/locations/$locationId/hours')

/** Edits the card «Horaires et prise de commandes» (contract, back-office §4.16). */
export function HoursPage() {
  const { t } = useTranslation()
  const { locationId } = route.useParams()
  const query = useQuery(locationSettingsQuery(locationId))
  return (
    <FormPage
      title={t('hours.card')}
      back={<BackLink to="/locations/$locationId" params={{ locationId }} label={t('common.back')} />}
      alone={false}
    >
      <LoadedPage query={query}>
        {(settings) => <HoursForm locationId={locationId} settings={settings} />}
      </LoadedPage>
    </FormPage>
  )
}

const modes = ['normal', 'busy', 'paused'] as const

function formValues({ order_acceptance: state, ...settings }: LocationSettings) {
  return {
    week: weekOf(settings.opening_hours),
    cutoff_time: settings.cutoff_time,
    pause_when_silent: settings.pause_when_silent,
    preparation_time: String(settings.preparation_time),
    mode: state.mode as (typeof modes)[number],
    extra: state.mode === 'busy' ? String(state.extra_preparation_time) : '',
    reason: state.mode === 'paused' ? (state.reason ?? '') : '',
    resume_at: state.mode === 'normal' ? '' : localTime(state.resume_at),
  }
}
type Values = ReturnType<typeof formValues>

/** A number as typed; what is none is sent as it is, and refused under its field. */
const whole = (text: string) => (/^-?\d+$/.test(text.trim()) ? Number(text) : (text.trim() as never))

function acceptanceOf({ mode, extra, reason, resume_at }: Values) {
  const until = { resume_at: resume_at || null }
  if (mode === 'busy')
    return {
      mode,
      ...until,
      ...(extra.trim() === '' ? ({} as never) : { extra_preparation_time: whole(extra) }),
    }
  return mode === 'paused' ? { mode, ...until, reason: reason || null } : { mode }
}

function HoursForm({ locationId, settings }: { locationId: string; settings: LocationSettings }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const page = { to: '/locations/$locationId', params: { locationId } } as const
  const form = useForm({ initialValues: formValues(settings) })
  const { submit, isPending } = useSave({
    form,
    save: (values) =>
      updateLocationSettings(locationId, {
        cutoff_time: values.cutoff_time,
        pause_when_silent: values.pause_when_silent,
        opening_hours: hoursOf(values.week),
        preparation_time: whole(values.preparation_time),
        order_acceptance: acceptanceOf(values),
      }),
    onSaved: async () => {
      await queryClient.invalidateQueries()
      showDone(t('feedback.done'))
      await navigate(page)
    },
  })
  const { values, errors } = form
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Fieldset legend={t('hours.opening')}>
          <Text size="sm" c="var(--hub-grey)" mb="sm">
            {t('hours.opening.help', { timezone: settings.timezone })}
          </Text>
          <WeekFields
            week={values.week}
            errors={errors}
            onChange={(week) => form.setFieldValue('week', week)}
          />
          {errors.opening_hours && (
            <Text size="sm" c="red.8" mt="xs">
              {errors.opening_hours}
            </Text>
          )}
          <TextInput
            mt="sm"
            maw={200}
            type="time"
            label={t('hours.cutoff')}
            description={t('hours.cutoff.help')}
            {...form.getInputProps('cutoff_time')}
          />
        </Fieldset>
        <Fieldset legend={t('hours.orderTaking')}>
          <Stack gap="sm">
            <TextInput
              maw={200}
              type="number"
              min={0}
              label={t('hours.preparationField')}
              {...form.getInputProps('preparation_time')}
            />
            <NativeSelect
              label={t('hours.mode')}
              data={modes.map((mode) => ({ value: mode, label: t(`hours.mode.${mode}`) }))}
              {...form.getInputProps('mode')}
            />
            {values.mode === 'busy' && (
              <TextInput
                maw={200}
                type="number"
                min={1}
                label={t('hours.extra')}
                {...form.getInputProps('extra')}
                error={errors['order_acceptance.extra_preparation_time']}
              />
            )}
            {values.mode === 'paused' && (
              <TextInput
                label={t('hours.reason')}
                {...form.getInputProps('reason')}
                error={errors['order_acceptance.reason']}
              />
            )}
            {values.mode !== 'normal' && (
              <TextInput
                maw={260}
                type="datetime-local"
                label={t('hours.resumeAt')}
                description={t('hours.resumeAt.help')}
                {...form.getInputProps('resume_at')}
                error={errors['order_acceptance.resume_at']}
              />
            )}
            <Checkbox
              label={t('hours.pauseWhenSilent')}
              description={t('hours.pauseWhenSilent.help')}
              {...form.getInputProps('pause_when_silent', { type: 'checkbox' })}
            />
          </Stack>
        </Fieldset>
        <FormActions
          cancel={
            <ButtonLink {...page} variant="default">
              {t('common.cancel')}
            </ButtonLink>
          }
          verb={t('common.update')}
          pending={isPending}
        />
      </Stack>
    </form>
  )
}
