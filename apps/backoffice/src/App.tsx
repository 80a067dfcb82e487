import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@cubby/ui/theme/base.css'
import './theme/office.css'
import {
  DirectionProvider,
  MantineProvider,
  MantineThemeProvider,
  useDirection,
} from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo } from 'react'
import { queries } from './api/client.ts'
import { router } from './router.tsx'
import { firstLanguage, TextProvider, useText } from './text.ts'
import { mantineTheme, themeVariables } from './theme/mantine-theme.ts'

/** The back office with everything that its pages stand on. */
export function App() {
  return (
    <TextProvider initial={firstLanguage()}>
      <DirectionProvider>
        <MantineProvider
          theme={mantineTheme}
          cssVariablesResolver={themeVariables}
          defaultColorScheme="auto"
        >
          <InLanguage>
            <QueryClientProvider client={queries}>
              <Notifications position="bottom-center" />
              <RouterProvider router={router} />
            </QueryClientProvider>
          </InLanguage>
        </MantineProvider>
      </DirectionProvider>
    </TextProvider>
  )
}

/** Mantine's parts open and turn as the language reads, and every cross that closes something says so. */
function InLanguage({ children }: { children: ReactNode }) {
  const { direction, t } = useText()
  const { setDirection } = useDirection()
  useEffect(() => setDirection(direction), [direction, setDirection])
  const close = t('dialog.close')
  const theme = useMemo(
    () => ({ components: { CloseButton: { defaultProps: { 'aria-label': close } } } }),
    [close],
  )
  return <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>
}
