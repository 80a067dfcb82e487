import { createKey } from '@cubby/protocol/operations/keys/create-key'
import type { OrganizationId } from '@cubby/kit/ids'
import type { Scope } from '@cubby/protocol/operation'
import { Checkbox, SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useMe } from '../../session/me.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormGroup, FormPage } from '../../support/form/FormPage.tsx'
import { OrganizationSelect } from '../../support/form/OrganizationSelect.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useGo } from '../../support/go.ts'
import { SecretDialog } from '../../support/dialog/SecretDialog.tsx'
import { type Say, useText } from '../../text.ts'

type Values = { name: string; organization: string | null; scopes: string[] }
const empty: Values = { name: '', organization: null, scopes: [] }

const check = (t: Say, { name, scopes }: Values) => ({
  ...(name.trim() ? {} : { name: t('form.missing') }),
  ...(scopes.length > 0 ? {} : { scopes: t('key.scopes.missing') }),
})

/** A key for a program. Its secret is shown once. */
export function NewKeyPage() {
  const { t } = useText()
  const go = useGo()
  const [secret, setSecret] = useState<string | null>(null)
  const form = useFields(empty, (typed) => check(t, typed))
  const { values, set, errors } = form
  const create = useAction(createKey, {
    stale: ['key.list'],
    onDone: (made) => {
      form.settle()
      setSecret(made.secret)
    },
  })
  const wrong = fieldTroubles(t, create.error)
  const submit = () => {
    if (!form.isGood()) return
    const { name, organization, scopes } = values
    const body = {
      name: name.trim(),
      scopes: scopes as Scope[],
      ...(organization ? { organization: organization as OrganizationId } : {}),
    }
    void create.run({ body })
  }
  return (
    <FormPage
      title={t('keys.new')}
      help={t('keys.new.help')}
      crumbs={[{ label: t('keys.title'), href: to.keys() }]}
      submit={t('keys.new.submit')}
      back={to.keys()}
      isTouched={form.isTouched && secret === null}
      isRunning={create.isRunning}
      error={create.error}
      onSubmit={submit}
    >
      <FormGroup title={t('key.group.whose')} why={t('key.group.whose.why')}>
        <TextInput
          label={t('key.name')}
          required
          value={values.name}
          error={errors.name ?? wrong['name']}
          onChange={(event) => set('name', event.currentTarget.value)}
        />
        <OrganizationSelect
          label={t('filter.organization')}
          placeholder={t('organization.kind.network-operator')}
          clearable
          value={values.organization}
          error={wrong['organization']}
          onChange={(value) => set('organization', value)}
        />
      </FormGroup>
      <Scopes
        chosen={values.scopes}
        error={errors.scopes ?? wrong['scopes']}
        onChange={(scopes) => set('scopes', scopes)}
      />
      <SecretDialog
        secret={secret}
        title={t('key.made')}
        help={t('key.made.help')}
        onClose={() => go(to.keys(), { replace: true })}
      />
    </FormPage>
  )
}

type ScopesProps = {
  chosen: string[]
  error: string | undefined
  onChange: (scopes: string[]) => void
}

function Scopes(props: ScopesProps) {
  const { t } = useText()
  const me = useMe()
  return (
    <FormGroup title={t('key.scopes')} why={t('key.scopes.why')}>
      <Checkbox.Group
        aria-label={t('key.scopes')}
        value={props.chosen}
        error={props.error}
        onChange={props.onChange}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
          {me.scopes.map((scope) => (
            <Checkbox key={scope} value={scope} label={<span className="ltr">{scope}</span>} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
    </FormGroup>
  )
}
