import { notifications } from '@mantine/notifications'

/** Says in the corner of the screen that something is done; it goes by itself, or with its button. */
export const sayDone = (message: string) => notifications.show({ message, color: 'done' })
