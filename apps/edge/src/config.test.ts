import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configFrom } from './config.ts'

const EDGE_SERVER_URL = 'https://parcels.example'
let dir = ''
beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'cubby-config-'))))
afterAll(() => rmSync(dir, { recursive: true }))

function hardwareFile(content: unknown): string {
  const path = join(dir, 'hardware.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const board = { id: 'b', model: 'kerong-cu48', address: 0, doorContact: 'closed-is-1' }
const wiring = {
  buses: [{ id: 'main', line: { kind: 'tcp', host: '127.0.0.1', port: 5_000 }, boards: [board] }],
  doors: [{ cell: 'cel_01hzzzzzzzzzzzzzzzzzzzzzzz', side: 'front', board: 'b', channel: 0 }],
}

describe('the configuration', () => {
  test('of a virtual locker needs a server only', () => {
    const config = configFrom({ EDGE_SERVER_URL, EDGE_VIRTUAL: '1' })
    expect(config).toMatchObject({ serverUrl: EDGE_SERVER_URL, hardware: { kind: 'virtual' } })
  })

  test('takes the wiring as its installer wrote it', () => {
    const { hardware } = configFrom({ EDGE_SERVER_URL, EDGE_HARDWARE: hardwareFile(wiring) })
    expect(hardware).toEqual({ kind: 'wired', config: wiring })
  })

  test('waits for the wiring of the back office when nothing is said', () => {
    expect(configFrom({ EDGE_SERVER_URL }).hardware).toEqual({ kind: 'feed' })
  })

  test('or derives it from the layout to come', () => {
    const lines = [{ kind: 'serial', path: '/dev/ttyS1' }]
    const { hardware } = configFrom({
      EDGE_SERVER_URL,
      EDGE_HARDWARE: hardwareFile({ fromLayout: { lines } }),
    })
    expect(hardware).toEqual({ kind: 'from-layout', lines })
  })

  test('takes all devices from one file', () => {
    const scanner = { id: 'label', side: 'back', line: { kind: 'serial', path: '/dev/ttyACM0' } }
    const sensor = { id: 'power', model: 'nut-ups', ups: 'main' }
    const devices = { version: 1, ...wiring, scanners: [scanner], sensors: [sensor] }
    const config = configFrom({ EDGE_SERVER_URL, EDGE_DEVICES: hardwareFile(devices) })
    expect(config.hardware).toMatchObject({ kind: 'wired', config: wiring })
    expect(config.devices.scanners).toMatchObject([{ ...scanner, suffix: 'line-end' }])
    expect(config.devices.sensors).toMatchObject([sensor])
  })

  test('says where a file of devices is wrong, and what was meant', () => {
    const boards = [{ ...board, model: 'kerong-cu84' }]
    const wrong = { version: 1, ...wiring, buses: [{ ...wiring.buses[0], boards }] }
    const env = { EDGE_SERVER_URL, EDGE_DEVICES: hardwareFile(wrong) }
    expect(() => configFrom(env)).toThrow(
      /\/buses\/0\/boards\/0\/model: .*did you mean kerong-cu48\?/,
    )
  })

  test('takes a code reader on a serial port', () => {
    const env = { EDGE_SERVER_URL, EDGE_VIRTUAL: '1', EDGE_SCANNER: '/dev/ttyACM0' }
    expect(configFrom(env).devices.scanners).toEqual([
      {
        id: 'reader',
        line: { kind: 'serial', path: '/dev/ttyACM0' },
        suffix: 'line-end',
        side: 'front',
      },
    ])
  })

  test.each([
    ['EDGE_SCANNER_SUFFIX', { EDGE_SERVER_URL, EDGE_VIRTUAL: '1', EDGE_SCANNER_SUFFIX: 'bell' }],
    ['EDGE_SERVER_URL', {}],
    ['EDGE_SERVER_URL', { EDGE_SERVER_URL: 'ftp://parcels.example', EDGE_VIRTUAL: '1' }],
    ['EDGE_VIRTUAL', { EDGE_SERVER_URL, EDGE_VIRTUAL: '1', EDGE_HARDWARE: 'x.json' }],
    ['EDGE_HARDWARE', { EDGE_SERVER_URL, EDGE_HARDWARE: '/no/such/file.json' }],
    ['EDGE_DEVICES', { EDGE_SERVER_URL, EDGE_VIRTUAL: '1', EDGE_DEVICES: 'x.json' }],
    ['EDGE_DEVICES', { EDGE_SERVER_URL, EDGE_DEVICES: '/no/such/file.json' }],
    ['EDGE_KIOSK_PORT', { EDGE_SERVER_URL, EDGE_VIRTUAL: '1', EDGE_KIOSK_PORT: '70000' }],
    ['EDGE_ENROLMENT_CODE', { EDGE_SERVER_URL, EDGE_VIRTUAL: '1', EDGE_ENROLMENT_CODE: 'a b' }],
  ])('that is wrong is refused by the name of %s', (name, env) => {
    expect(() => configFrom(env)).toThrow(name)
  })

  test.each(['{', '{}', '{"buses":[],"doors":[],"more":1}'])(
    'refuses a wiring like %s',
    (content) => {
      const env = { EDGE_SERVER_URL, EDGE_HARDWARE: hardwareFile(content) }
      expect(() => configFrom(env)).toThrow('EDGE_HARDWARE')
    },
  )
})
