import { notifications } from '@mantine/notifications'

const classNames = { root: 'hub-feedback' }

/** The green bar at the bottom of the page; it fades by itself (contract, back-office §1). */
export const showDone = (message: string) =>
  notifications.show({ message, color: 'leaf.7', autoClose: 5000, classNames })

/** The red one, with the reason; it stays long enough to be read. */
export const showFailure = (message: string) =>
  notifications.show({ message, color: 'red.8', autoClose: 15_000, classNames })
