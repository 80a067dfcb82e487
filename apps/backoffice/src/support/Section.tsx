import { Group, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'

/** A part of a page under a heading of its own. */
export function Section(props: { title: string; tools?: ReactNode; children: ReactNode }) {
  const heading = useId()
  return (
    <section className="card" aria-labelledby={heading} style={{ padding: 20 }}>
      <Group justify="space-between" mb="md">
        <Title order={2} size="h4" id={heading}>
          {props.title}
        </Title>
        {props.tools}
      </Group>
      {props.children}
    </section>
  )
}
