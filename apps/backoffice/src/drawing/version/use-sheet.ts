import { useState } from 'react'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { useListSearch } from '../../support/list/list-search.ts'

/** Stands in the address where the id of a model comes to stand once it is saved. */
export const blank = 'new'

type Sheet = { at: string; number: number; isBlank: boolean }

/**
 * What is drawn on at this address. What was begun on a blank sheet goes on, with every step back, under the address that it got when
 * it was saved; any other address is another sheet.
 */
export function useSheet<Id extends string>(name: string) {
  const id = useIdInAddress<Id>(name)
  const { search } = useListSearch()
  const version = search['version']
  const [made, onMade] = useState<string | null>(null)
  const at = version === undefined ? id : `${id} ${version}`
  const [sheet, setSheet] = useState<Sheet>({ at, number: 0, isBlank: id === blank })
  if (at !== sheet.at) {
    const goesOn = sheet.isBlank && sheet.at === blank && at === made
    setSheet({
      at,
      number: goesOn ? sheet.number : sheet.number + 1,
      isBlank: goesOn || id === blank,
    })
  }
  const query = version === undefined ? {} : { version: Number(version) }
  return { id, query, isBlank: sheet.isBlank, number: sheet.number, onMade }
}
