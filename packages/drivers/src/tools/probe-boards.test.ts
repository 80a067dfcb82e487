import { bytesOf, hexOf } from '../hex.ts'
import { must } from '@cubby/kit/assert'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { allBoards, boardNamed } from '../boards/all.ts'
import { crc16 } from '../checksums.ts'
import { asksPerChannel, patternsOf } from '../define-board.ts'
import { attachBoards } from '../emulator/attach-boards.ts'
import { EmulatedBoard } from '../emulator/emulated-board.ts'
import { memoryLinePair } from '../lines/memory-line.ts'
import { probePlan } from './probe-plan.ts'
import { shapeOf } from '../frame-shape.ts'
import { FrameParser } from '../parser.ts'
import { movesLocks } from './tell-frame.ts'
import {
  cannotBeFound,
  probeBoards,
  type ProbeOptions,
  type ProbeProgress,
} from './probe-boards.ts'

/** Boards on one pair of wires, by model and address. */
function aWire(...there: [model: string, address: number][]) {
  const clock = new VirtualClock(instant(0))
  const { driverEnd, boardEnd } = memoryLinePair()
  const boards = there.map(
    ([model, address]) => new EmulatedBoard({ definition: boardNamed(model)!, address, clock }),
  )
  const { faults } = attachBoards(boardEnd, boards)
  const sent: string[] = []
  boardEnd.onData((bytes) => sent.push(hexOf(bytes)))
  const probe = (how: Partial<ProbeOptions> = {}) =>
    clock.runUntil(probeBoards({ line: driverEnd, definitions: allBoards, clock, ...how }))
  return { clock, boards, boardEnd, sent, faults, probe }
}

describe('an installer who probes', () => {
  test('sees which boards are on the wires, and no door moves', async () => {
    const { boards, probe } = aWire(['kerong-cu48', 0], ['kerong-cu48b', 3], ['kerong-cu48b', 9])
    expect(await probe()).toEqual([
      { address: 0, models: ['kerong-cu48'] },
      { address: 3, models: ['kerong-cu48b'] },
      { address: 9, models: ['kerong-cu48b'] },
    ])
    expect(boards.flatMap(({ pulses }) => pulses)).toEqual([])
  })

  const modbus = ['modbus-relay', 'lc-modbus-relay']
  const found = allBoards.filter(({ commands }) => commands.status)

  test.each(found)('finds a $model, and at most its sisters with it', async (definition) => {
    const address = definition.addresses.first + 1
    const { probe, boards } = aWire([definition.model, address])
    const [only, ...more] = await probe()
    expect([only?.address, more]).toEqual([address, []])
    expect(only?.models).toContain(definition.model)
    // Makers who ask in the same words cannot be told apart by asking.
    const families = new Set(only?.models.map((model) => boardNamed(model)?.family))
    const alike = modbus.includes(definition.family) ? modbus : [definition.family]
    expect(families).toEqual(new Set(alike))
    expect(boards[0]?.pulses).toEqual([])
  })

  test('finds boards behind an adapter that hears itself', async () => {
    const { probe, faults } = aWire(['shuoming-8a-32', 2], ['winnsen-16', 3], ['wkly-12', 4])
    faults.hasEcho = true
    expect(await probe()).toEqual([
      { address: 2, models: ['shuoming-8a-32'] },
      { address: 3, models: ['winnsen-16'] },
      { address: 4, models: ['wkly-12'] },
    ])
  })

  test('is done within a minute on an empty wire', async () => {
    const { clock, probe } = aWire()
    expect(await probe()).toEqual([])
    expect(clock.monotonic()).toBeLessThan(60_000)
  })

  test('finds boards at addresses far from the first, when asked for them', async () => {
    const { probe, sent } = aWire(['lc-modbus-relay-8', 247], ['kerong-cu48', 3])
    expect(await probe()).toEqual([{ address: 3, models: ['kerong-cu48'] }])
    sent.length = 0
    const modbus = ['waveshare-relay-8d', 'lc-modbus-relay-4', 'lc-modbus-relay-8']
    expect(await probe({ addresses: { from: 240, to: 247 } })).toEqual([
      { address: 247, models: modbus },
    ])
    expect(sent.some((hex) => hex.startsWith('02 03'))).toBe(false)
  })

  test('is told how far it is, how long it takes, and what was found, while it goes on', async () => {
    const { clock, probe } = aWire(['wkly-12', 4])
    const told: ProbeProgress[] = []
    const found: number[] = []
    await probe({
      onProgress: (progress) => told.push(progress),
      onFound: ({ address }) => found.push(address, told.length),
    })
    expect(found).toEqual([4, 6])
    const [first, ...others] = told
    expect(first).toMatchObject({ asked: 0, left: expect.any(Number) })
    expect(others.every(({ asked, of }, i) => asked > (told[i]?.asked ?? 0) && asked < of)).toBe(
      true,
    )
    const half = told.find(({ asked, of }) => asked >= of / 2)
    expect(half?.left).toBeLessThan(clock.monotonic())
    expect(half?.left).toBeGreaterThan(clock.monotonic() / 4)
  })

  test('finds relays by questions that switch nothing', async () => {
    const kmtronic = aWire(['kmtronic-8', 0])
    expect(await kmtronic.probe()).toEqual([{ address: 0, models: ['kmtronic-8'] }])
    expect(kmtronic.boards[0]?.pulses).toEqual([])
    const numato = aWire()
    numato.boardEnd.onData((bytes) => {
      const said = new TextDecoder().decode(bytes)
      if (/^relay read \d/.test(said))
        void numato.boardEnd.write(new TextEncoder().encode(`${said}\n\roff\n\r>`))
    })
    expect(await numato.probe()).toEqual([{ address: 0, models: ['numato-16'] }])
  })

  test('is told of whoever else speaks Modbus, by its answer or its refusal', async () => {
    const { boardEnd, probe } = aWire()
    boardEnd.onData((bytes) => {
      const answer = [[2, 0x81, 1], [5, 0x01, 1, 0x41]].find(([from]) => from === bytes[0] && bytes[1] === 1) // prettier-ignore
      if (!answer) return
      const body = Uint8Array.from(answer)
      void boardEnd.write(Uint8Array.from([...body, ...crc16.of(body)]))
    })
    expect(await probe()).toEqual([
      { address: 2, models: [], isModbus: true },
      { address: 5, models: [], isModbus: true },
    ])
  })

  test('is told what no question finds, and nothing is said that could switch it', async () => {
    const usb = ['1', '2', '4', '8'].map((size) => `dcttech-usbrelay-${size}`)
    expect(cannotBeFound(allBoards)).toEqual(['lcus-1', 'lcus-2', 'lcus-4', 'lcus-8', ...usb])
    const { boards, sent, probe } = aWire(['lcus-8', 0])
    expect(await probe()).toEqual([])
    expect(sent.filter((hex) => hex.startsWith('A0'))).toEqual([])
    expect(boards[0]?.pulses).toEqual([])
  })

  test('no question, nor the end of one and the beginning of the next, is an order to any board', async () => {
    const { sent, probe } = aWire()
    const addresses = { from: 0, to: 255 }
    await probe({ addresses })
    // Winnsen's question to station 134 opens locks of an 8A board 6: the XOR of one is the end byte of the other.
    expect(probePlan(allBoards, addresses).notAsked).toContainEqual({ address: 0x86, models: ['winnsen-16-one-by-one'] }) // prettier-ignore
    expect(probePlan(allBoards).notAsked).toEqual([])
    const all = bytesOf(sent.join(' '))
    // KMtronic is found by the first question, and then nothing else is asked; Numato reads text.
    for (const board of allBoards.filter(({ model }) => model !== 'kmtronic-8')) {
      const requests = patternsOf(board).filter(({ direction }) => direction === 'request')
      const parser = new FrameParser(requests.map(({ pattern }) => shapeOf(board, pattern)))
      const orders = parser.push(all).filter(({ kind, bytes }) => kind === 'frame' && movesLocks([board], bytes)) // prettier-ignore
      expect([board.model, orders.map(({ bytes }) => hexOf(bytes))]).toEqual([board.model, []])
    }
  })

  test('survives whatever comes back', () => {
    const questions = probePlan(allBoards).rounds.flatMap((round) => round.questions)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.nat(), (heard, which) => {
        const question = must(questions[which % questions.length], 'a question')
        for (const model of question.answeredBy(heard)) expect(question.models).toContain(model)
      }),
      { numRuns: 10_000 },
    )
  })

  test('nothing moves on any board, whatever is asked', async () => {
    for (const { model, addresses } of allBoards) {
      const { boards, probe } = aWire([model, addresses.first])
      await probe({ addresses: 2 })
      expect([model, boards[0]?.pulses]).toEqual([model, []])
    }
  })

  test('is told the one question per door where that is the language', () => {
    expect(allBoards.filter(asksPerChannel).map(({ model }) => model)).toEqual([
      'winnsen-16-one-by-one',
    ])
  })
})
