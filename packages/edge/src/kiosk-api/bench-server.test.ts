import { realClock } from '@cubby/keys/real-clock'
import { must } from '@cubby/kit/assert'
import type { BenchState } from '@cubby/protocol/bench/state'
import { smallLayout } from '@cubby/testing/layouts'
import { seededIds } from '@cubby/testing/seeded-ids'
import { describe, expect, test } from 'vitest'
import { NetworkPlug } from '../bench/network-plug.ts'
import { VirtualMachine } from '../bench/virtual-machine.ts'
import { edgeLogger } from '../logger.ts'
import { startBenchServer } from './bench-server.ts'

const ids = seededIds('bench-server')

/** A virtual machine without a program inside, and its bench on a real socket. */
async function aBench() {
  const nowhere = () => Promise.reject(new Error('nobody is there'))
  const machine = new VirtualMachine({
    plug: new NetworkPlug({ post: nowhere, poke: nowhere }),
    clock: realClock,
    memory: { load: () => null, save: () => {} },
  })
  const log = edgeLogger({ level: 'silent' })
  const server = await startBenchServer({
    port: 0,
    machine,
    kioskUrl: 'http://127.0.0.1:1',
    screens: null,
    clock: realClock,
    ids,
    log,
  })
  const layout = smallLayout(ids)
  const hand = async (body: unknown) => {
    const reply = await fetch(`${server.url}/bench/v1/hands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: reply.status, ...((await reply.json()) as { code?: string }) }
  }
  const state = async () =>
    (await (await fetch(`${server.url}/bench/v1/state`)).json()) as BenchState
  const door = { cell: must(layout.modules[0]?.cells[0], 'a cell').id, side: 'front' } as const
  return {
    url: server.url,
    machine,
    layout,
    hand,
    state,
    door,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

describe('the API of the bench', () => {
  test('shows a machine that does not know its layout yet as empty, and has no hands for it', async () => {
    await using bench = await aBench()
    expect(await bench.state()).toMatchObject({ modules: [], boards: [], buses: [] })
    const close = { do: 'close-door', ...bench.door }
    expect(await bench.hand(close)).toMatchObject({ status: 409, code: 'conflict/state' })
  })

  test('shows what hands have done', async () => {
    await using bench = await aBench()
    bench.machine.build(bench.layout)
    for (const hand of [
      { do: 'force-door', ...bench.door },
      { do: 'put-item', ...bench.door, label: 'JD0146' },
      { do: 'cut-power', board: 'board-0' },
      { do: 'pull-plug' },
    ])
      expect(await bench.hand(hand)).toEqual({ status: 200 })
    const { modules, boards, isPluggedIn } = await bench.state()
    expect(modules[0]?.cells[0]).toMatchObject({
      item: { label: 'JD0146' },
      doors: { front: { door: 'open', isJammed: false, board: 'board-0', channel: 0 } },
    })
    expect([boards[0]?.isPowered, isPluggedIn]).toEqual([false, false])
  })

  test.each([
    [{ do: 'open-door' }, 422],
    [{ do: 'scan', text: '' }, 422],
    [{ do: 'close-door', cell: 'cel_00000000000000000000000000', side: 'front' }, 404],
    [{ do: 'cut-power', board: 'board-9' }, 404],
  ])('refuses %j with %i', async (hand, status) => {
    await using bench = await aBench()
    bench.machine.build(bench.layout)
    expect(await bench.hand(hand)).toMatchObject({ status })
  })

  test('tells listeners of each change', async () => {
    await using bench = await aBench()
    bench.machine.build(bench.layout)
    const { body } = await fetch(`${bench.url}/bench/v1/stream`)
    const reader = must(body, 'a stream').pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader.read()).value).toMatch(/^event: change\ndata: .*\n\nevent: frames\n/)
    const { version } = await bench.state()
    await bench.hand({ do: 'jam', ...bench.door })
    expect((await reader.read()).value).toBe(`event: change\ndata: {"version":${version + 1}}\n\n`)
    await reader.cancel()
  })
})
