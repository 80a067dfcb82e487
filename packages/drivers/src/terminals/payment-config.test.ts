import { describe, expect, test } from 'vitest'
import type { AppError } from '@cubby/kit/app-error'
import { allTerminals } from './all.ts'
import { checkTerminalConfig, type PaymentTerminalConfig } from './payment-config.ts'

const good: PaymentTerminalConfig = {
  model: 'zvt',
  currency: 'EUR',
  link: { kind: 'tcp', host: '10.0.0.9', port: 20_007 },
}

function mistakes(config: unknown) {
  try {
    checkTerminalConfig(config as PaymentTerminalConfig)
  } catch (error) {
    const { code, fields } = error as AppError
    return { code, at: fields.map(({ pointer }) => pointer) }
  }
  return null
}

test('a terminal as it should be is taken', () => expect(mistakes(good)).toBeNull())

describe('a wrong configuration names each mistake at its place', () => {
  test.each([
    [{ ...good, model: 'zvtt' }, ['/model']],
    [{ ...good, model: 'constructor' }, ['/model']],
    [{ ...good, currency: 'eur' }, ['/currency']],
    [{ ...good, link: { kind: 'tcp', host: '', port: 0 } }, ['/link/host', '/link/port']],
    [{ ...good, link: { kind: 'usb' } }, ['/link/kind', '/link/kind']],
    [{ ...good, link: { kind: 'http', url: 'http://localhost/' } }, ['/link/kind']],
    [{ ...good, link: { kind: 'serial', path: '', baudRate: 1 } }, ['/link/path', '/link/baudRate']],
    [{ ...good, settings: { password: '1234' } }, ['/settings/password']],
    [{ ...good, settings: { toString: 'x', colour: 'red' } }, ['/settings/toString', '/settings/colour']],
    [{ model: 'inpas-dualconnector', currency: 'RUB', link: { kind: 'http', url: 'file:///etc' } }, ['/link/url']],
    [{ model: 'sberbank-upos', currency: 'RUB', link: { kind: 'tool', folder: '', program: '../sh' } }, ['/link/folder', '/link/program']],
  ])('%j', (config, at) => {
    expect(mistakes(config)).toEqual({ code: 'config/invalid', at })
  }) // prettier-ignore
})

test('every terminal has a name of its own, and says what is known about it', () => {
  expect(new Set(allTerminals.map(({ model }) => model)).size).toBe(allTerminals.length)
  for (const { caveats, notSupported, model } of allTerminals) {
    expect(caveats.length, model).toBeGreaterThan(0)
    for (const { source } of [...caveats, ...notSupported]) expect(source).not.toBe('')
  }
})
