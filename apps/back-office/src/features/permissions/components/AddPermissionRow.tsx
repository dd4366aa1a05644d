import type { NewPermission } from '@hub/contract/manager'
import { Button, Table, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { showDone, showFailure } from '../../../ui/feedback.ts'
import { useSave } from '../../../ui/useSave.ts'
import { addPermission, type Owner } from '../api/permissions.ts'
import { RoleSelect } from './RoleSelect.tsx'

/** The last row: e-mail, role and «+». A form cannot hold table cells, so its fields name it. */
export function AddPermissionRow({ owner }: { owner: Owner }) {
  const { t } = useTranslation()
  const formId = useId()
  const queryClient = useQueryClient()
  const form = useForm<NewPermission>({ initialValues: { email: '', role: 'manager' } })
  const { submit, isPending } = useSave({
    form,
    save: (values, formKey) => addPermission(owner, values, formKey),
    onSaved: async ({ mailed, email }) => {
      if (mailed) showDone(t('feedback.done'))
      else showFailure(t('permissions.notMailed', { email }))
      form.reset()
      await queryClient.invalidateQueries({ queryKey: ['permissions'] })
    },
  })
  return (
    <Table.Tr>
      <Table.Td fw={600}>
        <form id={formId} hidden noValidate onSubmit={submit} />
        {t('permissions.add')}
      </Table.Td>
      <Table.Td data-label={t('permissions.email')}>
        <TextInput
          form={formId}
          type="email"
          aria-label={t('permissions.newEmail')}
          autoComplete="off"
          ta="left"
          {...form.getInputProps('email')}
        />
      </Table.Td>
      <Table.Td data-label={t('permissions.role')}>
        <RoleSelect value={form.values.role} onChange={(role) => form.setFieldValue('role', role)} />
      </Table.Td>
      <Table.Td>
        <Button
          form={formId}
          type="submit"
          size="compact-lg"
          px="sm"
          ml={{ base: 'auto', sm: 0 }}
          title={t('permissions.add')}
          loading={isPending}
        >
          {t('permissions.plus')}
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}
