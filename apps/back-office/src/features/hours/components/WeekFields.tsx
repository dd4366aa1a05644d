import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconArrowDown, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { copiedDown, type Slot, type Week, type Weekday, weekdays } from '../week.ts'
import classes from './WeekFields.module.css'

interface Props {
  week: Week
  /** Sentences by path, `opening_hours.friday[1].to`. */
  errors: Record<string, React.ReactNode>
  onChange: (week: Week) => void
}

/** Seven days with their slots; a slot that ends after midnight stands on the day on which it begins. */
export function WeekFields({ week, errors, onChange }: Props) {
  return (
    <Stack gap="xs">
      {weekdays.map((day, index) => (
        <Day
          key={day}
          day={day}
          slots={week[day]}
          errors={errors}
          onChange={(slots) => onChange({ ...week, [day]: slots })}
          onCopy={index < weekdays.length - 1 ? () => onChange(copiedDown(week, day)) : undefined}
        />
      ))}
    </Stack>
  )
}

interface DayProps {
  day: Weekday
  slots: Slot[]
  errors: Props['errors']
  onChange: (slots: Slot[]) => void
  onCopy: (() => void) | undefined
}

function Day({ day, slots, errors, onChange, onCopy }: DayProps) {
  const { t } = useTranslation()
  const name = t(`day.${day}`)
  const change = (at: number, changes: Partial<Slot>) =>
    onChange(slots.map((slot, index) => (index === at ? { ...slot, ...changes } : slot)))
  return (
    <fieldset className={classes.day} aria-label={name}>
      <Text fw={600} className={classes.name}>
        {name}
      </Text>
      <div className={classes.slots}>
        {slots.length === 0 && <Text c="var(--hub-grey)">{t('hours.closed')}</Text>}
        {slots.map((slot, index) => {
          const path = `opening_hours.${day}[${index}]`
          const field = (end: keyof Slot) => ({
            type: 'time',
            value: slot[end],
            'aria-label': t(`hours.slot.${end}`, { day: name, number: index + 1 }),
            error: errors[`${path}.${end}`] ?? (end === 'to' && errors[path]),
            onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
              change(index, { [end]: event.currentTarget.value }),
          })
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a slot has nothing else to be known by
            <Group key={index} gap={6} wrap="nowrap" align="flex-start" className={classes.slot}>
              <TextInput className={classes.time} {...field('from')} />
              <TextInput className={classes.time} {...field('to')} />
              <ActionIcon
                size={36}
                variant="subtle"
                color="red.8"
                aria-label={t('hours.slot.remove', { day: name, number: index + 1 })}
                onClick={() => onChange(slots.filter((_, at) => at !== index))}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
          )
        })}
        <Group gap={6} wrap="nowrap">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            aria-label={t('hours.slot.addTo', { day: name })}
            onClick={() => onChange([...slots, { from: '', to: '' }])}
          >
            {t('hours.slot.add')}
          </Button>
          {onCopy && (
            <ActionIcon
              size={30}
              variant="default"
              aria-label={t('hours.copyDown', { day: name })}
              title={t('hours.copyDown', { day: name })}
              onClick={onCopy}
            >
              <IconArrowDown size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </div>
    </fieldset>
  )
}
