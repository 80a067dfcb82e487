import { idOf } from '@cubby/kit/ids'
import { instant } from '@cubby/kit/clock'
import { qrText } from '@cubby/protocol/qr/grant-qr'
import { describe, expect, test } from 'vitest'
import { freshModel, type Model } from '../model.ts'
import { reduce } from '../reduce.ts'
import { aCourier, aRecipient, aState, cellId, opened, SESSION, stayId } from '../samples.ts'
import { scanMeaning } from './scan-meaning.ts'

const hex = '0'.repeat(32)
const qr = qrText(
  {
    keyNumber: 1,
    locker: idOf('lck', hex),
    grant: idOf('grn', hex),
    validFrom: instant(0),
    validUntil: instant(1),
    nonce: 1,
  },
  new Uint8Array(64),
)
const seen = (session?: ReturnType<typeof aRecipient>): Model =>
  reduce(freshModel('front'), {
    on: 'state',
    state: aState({ sessions: session ? [session] : [] }),
    at: 0,
  })

describe('at the start screen', () => {
  test('our QR code opens doors', () => {
    expect(scanMeaning(seen(), `${qr}\r\n`)).toEqual({
      ask: { name: 'show-qr', body: { side: 'front', text: qr } },
    })
  })

  test('eight digits are a code that somebody printed', () => {
    expect(scanMeaning(seen(), '12345678')).toMatchObject({ ask: { name: 'enter-code' } })
  })

  test('a badge leads to the PIN', () => {
    expect(scanMeaning(seen(), 'EMP-70001')).toEqual({
      event: { on: 'go-to-badge', badge: 'EMP-70001' },
    })
  })

  test.each(['https://example.com/win?a=1', 'two words', '', 'x'.repeat(3_000)])(
    '%j is not for this machine',
    (text) => {
      expect(scanMeaning(seen(), text)).toEqual({ event: { on: 'unreadable' } })
    },
  )
})

test('at the courier entrance eight digits are a badge', () => {
  const model = reduce(seen(), { on: 'go-to-badge', badge: '' })
  expect(scanMeaning(model, '12345678')).toMatchObject({ event: { badge: '12345678' } })
})

describe('in the hands of a courier', () => {
  const courier = aCourier({
    withdrawable: [{ stay: stayId('3'), cell: cellId('3'), labels: ['OLD'], why: 'expired' }],
  })

  test('a label is a deposit', () => {
    expect(scanMeaning(seen(courier), '12345678')).toEqual({
      ask: { name: 'deposit', body: { session: SESSION, label: '12345678' } },
    })
  })

  test('the label of a parcel that is to be taken back opens its door', () => {
    expect(scanMeaning(seen(courier), 'OLD')).toEqual({
      ask: { name: 'withdraw', body: { session: SESSION, stay: stayId('3') } },
    })
  })

  test('a GS1 message with separators in it is the number of the parcel', () => {
    const message = ']C1403ROUTE\u001D00006141411234567890'
    expect(scanMeaning(seen(courier), message)).toEqual({
      ask: { name: 'deposit', body: { session: SESSION, label: '006141411234567890' } },
    })
  })

  test('a message that no label can hold and that names no parcel is not for this machine', () => {
    expect(scanMeaning(seen(courier), '10LOT\u001D21SERIAL')).toEqual({
      event: { on: 'unreadable' },
    })
  })

  test('the QR code of a recipient opens nothing', () => {
    expect(scanMeaning(seen(courier), qr)).toEqual({ event: { on: 'unreadable' } })
  })
})

test('while doors of somebody stand open no badge takes his screen away', () => {
  expect(scanMeaning(seen(aRecipient([opened('1', 'open')])), 'EMP-70001')).toEqual({
    event: { on: 'unreadable' },
  })
})
