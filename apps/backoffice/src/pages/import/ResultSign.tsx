import type { ImportResult } from '@cubby/protocol/operations/network/import-shapes'
import { IconBan, IconEqual, IconPencil, IconPlus } from '@tabler/icons-react'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'

const looks = {
  create: { color: 'done', icon: IconPlus },
  change: { color: 'link', icon: IconPencil },
  same: { color: 'gray', icon: IconEqual },
  refused: { color: 'alarm', icon: IconBan },
} as const

/** What becomes of a row. */
export function ResultSign({ result }: { result: ImportResult }) {
  const { t } = useText()
  return <Sign {...looks[result]}>{t(`import.result.${result}`)}</Sign>
}
