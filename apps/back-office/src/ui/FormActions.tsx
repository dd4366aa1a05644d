import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'

/** «Annuler» and the verb at the foot of a form. */
export function FormActions({
  cancel,
  verb,
  pending,
}: {
  cancel: ReactNode
  verb: string
  pending: boolean
}) {
  return (
    <Group justify="flex-end" mt="xs">
      {cancel}
      <Button type="submit" loading={pending}>
        {verb}
      </Button>
    </Group>
  )
}
