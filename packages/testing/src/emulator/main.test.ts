import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { connectEmulator } from '@cubby/drivers/emulator/emulator-client'
import { openHardware } from '@cubby/drivers/locker-hardware'
import { realClock } from '@cubby/keys/real-clock'

const main = fileURLToPath(new URL('main.ts', import.meta.url))

test('the emulator runs as a program of its own and ends when told to', async () => {
  const program = spawn(process.execPath, [main, '--boards', '2'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(program, 'exit')
  const [ready] = (await once(createInterface({ input: program.stdout }), 'line')) as [string]
  const { port, controlPort } = JSON.parse(ready) as { port: number; controlPort: number }
  {
    using hands = await connectEmulator(controlPort)
    await using hardware = await openHardware(
      {
        buses: [
          {
            id: 'main',
            line: { kind: 'tcp', host: '127.0.0.1', port },
            boards: [
              { id: 'second', model: 'kerong-cu48', address: 1, doorContact: 'closed-is-1' },
            ],
          },
        ],
        doors: [{ cell: 'cel_shoe', side: 'front', board: 'second', channel: 4 }],
      },
      { clock: realClock },
    )
    const pulsed = new Promise((resolve) => hands.onEvent(resolve))
    await hardware.pulse('cel_shoe', 'front')
    expect(await pulsed).toMatchObject({ event: 'pulse', board: 1, channel: 4 })
  }
  program.kill()
  expect(await gone).toEqual([0, null])
})

test('the emulator refuses settings it does not know', async () => {
  const program = spawn(process.execPath, [main, '--model', 'heron-24'], { stdio: 'ignore' })
  expect((await once(program, 'exit'))[0]).toBe(1)
})
