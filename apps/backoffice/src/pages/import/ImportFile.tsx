import { type ImportFormat, importFormats } from '@cubby/protocol/operations/network/import-shapes'
import { limits } from '@cubby/kit/limits'
import { ApiRefusal } from '@cubby/sdk/api-error'
import { Alert, Button, FileInput, Radio, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconFileSearch, IconUpload } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'

const types: Record<ImportFormat, string> = {
  csv: 'text/csv',
  lines: 'application/x-ndjson',
  points: 'application/x-ndjson',
}

type Props = {
  isRunning: boolean
  error: unknown
  onSend: (sent: { format: ImportFormat; file: { type: string; bytes: ArrayBuffer } }) => void
  /** Another file or format was chosen: what was told of the last one is old. */
  onChange: () => void
}

/** Which file, in which form. */
export function ImportFile({ isRunning, error, onSend, onChange }: Props) {
  const { t } = useText()
  const [format, setFormat] = useState<ImportFormat>('csv')
  const [file, setFile] = useState<File | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const choose = (next: File | null) => {
    onChange()
    setFile(next)
    setWrong(null)
    if (next && /\.(jsonl|ndjson)$/i.test(next.name) && format === 'csv') setFormat('lines')
    if (next && /\.csv$/i.test(next.name)) setFormat('csv')
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!file) return setWrong(t('import.file.missing'))
    if (file.size > limits.importBytesMax) return setWrong(t('import.file.too-large'))
    const bytes = await file.arrayBuffer()
    onSend({ format, file: { type: types[format], bytes } })
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack className="card" p="lg" maw={640}>
        <FileInput
          label={t('import.file')}
          description={t('import.file.help')}
          placeholder={t('import.file.choose')}
          required
          clearable
          clearButtonProps={{ 'aria-label': t('import.file.clear') }}
          accept=".csv,.jsonl,.ndjson,.json,text/csv,application/x-ndjson"
          leftSection={<IconUpload size={18} aria-hidden />}
          value={file}
          error={wrong}
          onChange={choose}
        />
        <Radio.Group
          label={t('import.format')}
          value={format}
          onChange={(value) => {
            onChange()
            setFormat(value)
          }}
        >
          <Stack gap="xs" mt="xs">
            {importFormats.map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`import.format.${value}`)}
                description={t(`import.format.${value}.help`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <FileTrouble error={error} />
        <div>
          <Button
            type="submit"
            loading={isRunning}
            leftSection={<IconFileSearch size={18} aria-hidden />}
          >
            {t('import.check')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

/** What keeps the whole file from being read stands here in the server's words, for they name the line. */
function FileTrouble({ error }: { error: unknown }) {
  const { t } = useText()
  if (error === null) return null
  const fields = error instanceof ApiRefusal ? error.problem.errors : []
  if (fields.length === 0) return <TroubleNotice error={error} />
  return (
    <Alert
      role="alert"
      color="alarm"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('import.file.wrong')}
    >
      {fields.map(({ code, detail }) => (
        <Text key={`${code} ${detail}`} className="ltr">
          {detail}
        </Text>
      ))}
    </Alert>
  )
}
