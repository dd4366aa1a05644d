import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  opened: boolean
  title: string
  /** What it acts on, in bold. */
  name: string
  text: string
  verb: string
  danger?: boolean
  pending: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Every destructive action asks here first (contract, back-office §1). */
export function ConfirmDialog({
  opened,
  title,
  name,
  text,
  verb,
  danger,
  pending,
  onConfirm,
  onClose,
}: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <Text fw={600} className="hub-break">
          {name}
        </Text>
        <Text>{text}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button color={danger ? 'red.8' : undefined} loading={pending} onClick={onConfirm}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
