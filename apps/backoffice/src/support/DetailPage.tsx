import { Grid, Stack, Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { type Fact, Facts } from './Facts.tsx'
import { useGo } from './go.ts'
import { type Crumb, Page } from './Page.tsx'

export type Tab = { href: string; label: string }

type Props = {
  title: string
  help?: string
  crumbs: readonly Crumb[]
  badge?: ReactNode
  facts: readonly Fact[]
  tabs?: readonly Tab[]
  /** The address of the tab that is open. */
  tab?: string
  /** On the right: what can be done, with a reason when it cannot. */
  side?: ReactNode
  children: ReactNode
}

/** One thing as every thing is shown: its facts, its state, its story, and what can be done with it. */
export function DetailPage({ facts, tabs = [], tab, side, children, ...page }: Props) {
  return (
    <Page {...page}>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: side ? 9 : 12 }} order={{ base: 2, md: 1 }}>
          <Stack>
            <div className="card" style={{ padding: 20 }}>
              <Facts facts={facts} />
            </div>
            {tabs.length > 0 && <TabLinks tabs={tabs} tab={tab} />}
            {children}
          </Stack>
        </Grid.Col>
        {side && (
          <Grid.Col span={{ base: 12, md: 3 }} order={{ base: 1, md: 2 }}>
            <Stack gap="xs">{side}</Stack>
          </Grid.Col>
        )}
      </Grid>
    </Page>
  )
}

function TabLinks({ tabs, tab }: { tabs: readonly Tab[]; tab: string | undefined }) {
  const go = useGo()
  return (
    <Tabs
      value={tab ?? null}
      onChange={(href) => href && go(href, { replace: true })}
      activateTabWithKeyboard={false}
    >
      <Tabs.List>
        {tabs.map(({ href, label }) => (
          <Tabs.Tab key={href} value={href}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  )
}
