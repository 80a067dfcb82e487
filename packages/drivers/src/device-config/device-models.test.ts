import * as told from '@cubby/domain/machine/devices/device-models'
import { secretSettings, terminalModels } from '@cubby/domain/machine/devices/terminal-models'
import { expect, test } from 'vitest'
import { codePages } from '../printers/code-page.ts'
import { scanSuffixes } from '../scanners/scan-parser.ts'
import { scannerFamilies } from '../scanners/settings/all.ts'
import { allSensors } from '../sensors/all.ts'
import { loadKinds } from '../switches/switched-load.ts'
import { allTerminals, makers } from '../terminals/all.ts'

/** People who choose need not know whether it was a board, a unit or a terminal that ran. */
const knownFrom = (confidence: string) => confidence.replace(/^running-.*/, 'running-unit')

test('the sensors, readers, printers and loads that people choose are those that we drive', () => {
  expect(told.sensorModels).toEqual(
    allSensors.map(({ model, name, measures: all, confidence }) => ({
      model,
      name,
      measures: all,
      confidence: knownFrom(confidence),
    })),
  )
  expect(told.scanSuffixes).toEqual(scanSuffixes)
  expect(told.scannerFacts).toEqual(
    Object.fromEntries(
      scannerFamilies.map(({ family, vendor, name, confidence }) => [
        family,
        { name: `${vendor}: ${name}`, confidence: knownFrom(confidence) },
      ]),
    ),
  )
  expect(told.scannerFamilies).toEqual(scannerFamilies.map(({ family }) => family))
  expect(told.codePages).toEqual(Object.keys(codePages))
  expect(told.loadKinds).toEqual(loadKinds)
})

test('the payment terminals that people choose are those that we drive, with the settings that they take', () => {
  const forms = (settings: Record<string, { form: RegExp; meaning: string; otherwise: string }>) =>
    Object.entries(settings).map(([name, { form, meaning, otherwise }]) => [
      name,
      form.source,
      meaning,
      otherwise,
    ])
  expect(terminalModels.map((each) => ({ ...each, settings: forms(each.settings) }))).toEqual(
    allTerminals.map(({ model, vendor, name, links, confidence }) => ({
      model,
      vendor,
      name,
      links,
      confidence: knownFrom(confidence),
      settings: forms(makers[model]?.settings ?? {}),
    })),
  )
})

test('whatever is called a password is a secret, and nothing else', () => {
  const named = terminalModels.flatMap(({ model, settings }) =>
    Object.keys(settings).flatMap((name) => (/password|secret/i.test(name) ? [[model, name]] : [])),
  )
  expect(named).toEqual(
    terminalModels.flatMap(({ model }) => secretSettings(model).map((name) => [model, name])),
  )
  expect(named).not.toEqual([])
})
