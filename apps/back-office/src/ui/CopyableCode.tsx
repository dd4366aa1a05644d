import { Button, Code, Group, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** A code or a secret to take elsewhere, with «Copier». */
export function CopyableCode({ code, id }: { code: string; id?: string }) {
  const { t } = useTranslation()
  const element = useRef<HTMLElement>(null)
  const [state, setState] = useState<'copied' | 'selected'>()
  // The clipboard exists on https and localhost only: elsewhere the code is selected for Ctrl+C.
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code)
      setState('copied')
    } catch {
      if (element.current) window.getSelection()?.selectAllChildren(element.current)
      setState('selected')
    }
  }
  return (
    <Group gap="sm">
      <Code id={id} ref={element} fz={{ base: 'sm', sm: 'md' }} p="sm" className="hub-break">
        {code}
      </Code>
      <Button
        leftSection={state === 'copied' ? <IconCheck size={18} /> : <IconCopy size={18} />}
        onClick={() => void copy()}
      >
        {t('code.copy')}
      </Button>
      <Text role="status" size="sm" fw={600} c="leaf.8">
        {state && t(`code.${state}`)}
      </Text>
    </Group>
  )
}
