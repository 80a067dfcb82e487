import { Button, Grid, Group, Stack, Text, Title } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { useText } from '../../text.ts'
import { useGo } from '../go.ts'
import { type Crumb, Page } from '../Page.tsx'
import { TroubleNotice } from '../TroubleNotice.tsx'
import { UnsavedGuard } from './UnsavedGuard.tsx'

type Props = {
  title: string
  help: string
  crumbs: readonly Crumb[]
  submit: string
  /** What saving changes for others, said before it is done. */
  affects?: string
  /** Where "cancel" leads. */
  back: string
  /** Something was typed that would be lost. */
  isTouched: boolean
  isRunning: boolean
  error: unknown
  onSubmit: () => void
  /** Beside the title. */
  badge?: ReactNode
  /** Beside the fields: what follows from them. */
  beside?: ReactNode
  children: ReactNode
}

/** A form as every form looks: one column, groups with a sentence of why, a guard for what is not saved. */
export function FormPage(props: Props) {
  const { t } = useText()
  const go = useGo()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onSubmit()
  }
  return (
    <Page title={props.title} help={props.help} crumbs={props.crumbs} badge={props.badge}>
      <Beside beside={props.beside}>
        <form onSubmit={submit} noValidate>
          <Stack maw={640} gap="lg">
            {props.children}
            {props.affects && <Text c="dimmed">{props.affects}</Text>}
            {props.error !== null && <TroubleNotice error={props.error} />}
            <Group>
              <Button type="submit" loading={props.isRunning}>
                {props.submit}
              </Button>
              <Button variant="default" onClick={() => go(props.back)}>
                {t('form.cancel')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Beside>
      <UnsavedGuard isTouched={props.isTouched} />
    </Page>
  )
}

function Beside({ beside, children }: { beside: ReactNode; children: ReactNode }) {
  if (!beside) return children
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>{children}</Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <div className="stays-in-sight">{beside}</div>
      </Grid.Col>
    </Grid>
  )
}

/** Fields that belong together, with a sentence of why they are asked for. */
export function FormGroup(props: { title: string; why: string; children: ReactNode }) {
  return (
    <Stack gap="sm" component="section" className="card" p="lg">
      <div>
        <Title order={2} size="h4">
          {props.title}
        </Title>
        <Text c="dimmed" size="sm">
          {props.why}
        </Text>
      </div>
      {props.children}
    </Stack>
  )
}
