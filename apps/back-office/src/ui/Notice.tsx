import { Alert, type AlertProps } from '@mantine/core'

const colors = { good: 'leaf', careful: 'yellow', bad: 'red' } as const

/** A box of text that stands out: its colour only helps, its words and icon say it. */
export function Notice({ tone, ...alert }: { tone: keyof typeof colors } & Omit<AlertProps, 'color'>) {
  const dark = `var(--mantine-color-${colors[tone]}-9)`
  return (
    <Alert
      variant="light"
      color={colors[tone]}
      styles={{
        title: { color: dark },
        icon: { color: dark },
        message: { color: 'var(--mantine-color-text)' },
      }}
      {...alert}
    />
  )
}
