import { readConfiguration } from '@cubby/protocol/operations/configuration/read-configuration'
import { route } from '../http/route.ts'
import { found, wrongField } from '../http/told.ts'
import { toldConfiguration } from './told-configuration.ts'
import { levelExists } from './level-names.ts'

export const readConfigurationRoute = route(
  readConfiguration,
  async ({ params: { of }, query: { cell = null }, trx, now }) => {
    found((await levelExists(trx, of)) ? of : null, 'level')
    if (cell !== null && !of.startsWith('lck_'))
      throw wrongField('/cell', 'wrong-level', 'only lockers have cells')
    return toldConfiguration(trx, { of, cell }, now)
  },
)
