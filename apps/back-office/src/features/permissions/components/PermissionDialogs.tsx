import type { Permission, Role } from '@hub/contract/manager'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { showDone, showFailure } from '../../../ui/feedback.ts'
import { refusalText } from '../../../ui/refusals.ts'
import { useAct } from '../../../ui/useAct.ts'
import { type Owner, removePermission, resendInvitation, setRole } from '../api/permissions.ts'
import { RoleSelect } from './RoleSelect.tsx'

export type PermissionDialog = 'role' | 'remove' | 'resend'

interface Props {
  owner: Owner
  permission: Permission
  open: PermissionDialog
  onClose: () => void
}

export function PermissionDialogs({ owner, permission, open, onClose }: Props) {
  const { t } = useTranslation()
  const remove = useAct(() => removePermission(owner, permission), onClose)
  const resend = useMutation({
    mutationFn: () => resendInvitation(owner, permission),
    onSuccess: ({ mailed }) => {
      if (mailed) showDone(t('feedback.done'))
      else showFailure(t('permissions.notMailed', { email: permission.email }))
      onClose()
    },
    onError: (error) => showFailure(refusalText(t, error)),
  })
  const { email, name, status } = permission
  if (open === 'role') return <RoleDialog owner={owner} permission={permission} onClose={onClose} />
  if (open === 'resend')
    return (
      <ConfirmDialog
        opened
        title={t('permissions.resend.title')}
        name={email}
        text={t('permissions.resend.text', { email })}
        verb={t('permissions.resend.verb')}
        pending={resend.isPending}
        onConfirm={() => resend.mutate()}
        onClose={onClose}
      />
    )
  return (
    <ConfirmDialog
      opened
      title={t('permissions.delete.title')}
      name={name ?? email}
      text={t(status === 'invited' ? 'permissions.delete.invited' : 'permissions.delete.text', { email })}
      verb={t('common.delete')}
      danger
      pending={remove.isPending}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  )
}

function RoleDialog({ owner, permission, onClose }: Omit<Props, 'open'>) {
  const { t } = useTranslation()
  const [role, setNewRole] = useState<Role>(permission.role)
  const change = useAct(() => setRole(owner, permission, role), onClose)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('permissions.edit.title', { email: permission.email })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <RoleSelect value={role} onChange={setNewRole} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={change.isPending} onClick={() => change.mutate()}>
            {t('permissions.set')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
