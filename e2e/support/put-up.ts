import { join } from 'node:path'
import type { Layout } from '@cubby/domain/cells/layout'
import type { DoorName, Wiring } from '@cubby/domain/machine/wiring'
import { doorsOf as doorsToWire, swapDoors } from '@cubby/domain/machine/wiring-rules'
import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import { readCommand } from '@cubby/protocol/operations/commands/read-command'
import { answerWiringTest } from '@cubby/protocol/operations/wiring/answer-wiring-test'
import { openTestDoor } from '@cubby/protocol/operations/wiring/open-test-door'
import { type Boards, startBoards } from '@cubby/testing/network/boards'
import { type Doors, doorsOf } from '@cubby/testing/network/doors'
import { edgeService } from '@cubby/testing/network/edge-service'
import { isServing, type KioskClient, kioskClient } from '@cubby/testing/network/kiosk-client'
import { untilOf } from '@cubby/testing/network/program'
import type { Service } from '@cubby/testing/network/service'
import type { Network } from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'

/** A machine as it really stands there, whatever anybody has written down of its wires. */
export type Standing = { boards: Boards; doors: Doors; swapped: readonly [DoorName, DoorName] }

/** Lock boards for a machine, which a builder wired as the plan says but for two cables that he mixed up. */
export async function builtWithAMistake(
  boards: Boards,
  layout: Layout,
  planned: Wiring,
): Promise<Standing> {
  const [one, two] = doorsToWire(layout).slice(1, 3)
  const swapped = [must(one, 'a door'), must(two, 'another')] as const
  return { boards, doors: doorsOf(boards.hands, swapDoors(planned, ...swapped)), swapped }
}

/** The program inside the machine, which knows a code and nothing of its wires. */
export async function enrolledEdge(
  { dir, server }: Network,
  locker: LockerId,
  enrolmentCode: string,
): Promise<{ edge: Service; kiosk: KioskClient }> {
  const edge = await edgeService({
    name: 'The ten columns',
    dataDir: join(dir, locker),
    serverUrl: server.url,
    enrolmentCode,
    hardware: null,
  })
  await edge.start()
  const kiosk = kioskClient(edge.url)
  const serves = async () => isServing(await kiosk.state())
  await untilOf(edge.program, 'the machine has seen its doors', serves, seconds(40))
  return { edge, kiosk }
}

/** The door that stands open, to somebody who looks at the machine. */
export async function openDoor({ doors }: Standing, layout: Layout): Promise<DoorName> {
  return until(
    'a door springs open',
    async () => {
      for (const { cell, side } of doorsToWire(layout))
        if (await doors.isOpen(cell)) return { cell, side }
      return null
    },
    seconds(8),
  )
}

/** A technician goes through these doors as the page would lead him, and pushes each one shut. */
export async function proveDoors(
  { operator }: Network,
  locker: LockerId,
  standing: Standing,
  doors: readonly DoorName[],
): Promise<void> {
  const params = { locker }
  for (const { cell, side } of doors) {
    const { id: command } = await operator.call(openTestDoor, { params, body: { cell, side } })
    await until(
      `the machine answers for ${cell}`,
      async () => {
        const { status, outcome } = await operator.call(readCommand, { params: { command } })
        if (status === 'refused' || status === 'expired') throw new Error(`${status} ${outcome}`)
        return status === 'done'
      },
      seconds(15),
    )
    const isRight = await standing.doors.isOpen(cell)
    const opened = isRight ? { cell, side } : null
    await operator.call(answerWiringTest, { params, body: { cell, side, opened } })
    await standing.doors.close(cell)
  }
}

export const boardsFor = (layout: Layout) => startBoards(doorsToWire(layout).length)
