import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@cubby/ui/theme/base.css'
import './theme/office.css'
import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
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
          <InDirection>
            <QueryClientProvider client={queries}>
              <Notifications position="bottom-center" />
              <RouterProvider router={router} />
            </QueryClientProvider>
          </InDirection>
        </MantineProvider>
      </DirectionProvider>
    </TextProvider>
  )
}

/** Mantine's parts open and turn as the language reads. */
function InDirection({ children }: { children: ReactNode }) {
  const { direction } = useText()
  const { setDirection } = useDirection()
  useEffect(() => setDirection(direction), [direction, setDirection])
  return children
}
