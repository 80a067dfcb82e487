import type { Outcome } from '@cubby/domain/kernel/intent'
import type { CellId, SessionId, StayId } from '@cubby/kit/ids'
import { seconds } from '@cubby/kit/clock'
import type { Hands } from './doors.ts'
import type { KioskClient } from './kiosk-client.ts'
import { until } from './until.ts'

/** A bolt answers within a second, or after its coil has cooled down; then people lose faith. */
const patience = seconds(8)

/** The machine said no to somebody who does not know what to do about it. */
export class Refused extends Error {
  override name = 'Refused'
  readonly outcome: Outcome

  constructor(asked: string, outcome: Outcome) {
    super(`${asked}: ${JSON.stringify(outcome)}`)
    this.outcome = outcome
  }
}

export type AtLocker = { kiosk: KioskClient; hands: Hands }
export type Placed = { cell: CellId; name: string; stay: StayId | null }

export type Courier = {
  signIn(): Promise<SessionId>
  /** Scans, waits for the door, puts the parcel in and pushes the door shut. */
  deposit(parcel: { label: string; type?: string; low?: boolean }): Promise<Placed>
  leave(): Promise<void>
}

/** A courier with a badge in front of this machine. */
export function aCourier(locker: AtLocker, badge: { badge: string; pin: string }): Courier {
  const { kiosk } = locker
  let session: SessionId | null = null
  const signIn = async () => {
    const outcome = await kiosk.say('sign-in-courier', { side: 'front', ...badge })
    if (!outcome.ok || outcome.did !== 'signed-in') throw new Refused('sign in', outcome)
    return (session = outcome.session)
  }
  return {
    signIn,
    deposit: async ({ label, type, low }) => {
      const outcome = await kiosk.say('deposit', {
        session: session ?? (await signIn()),
        label,
        type: type ?? null,
        low: low ?? false,
      })
      const [door] = doorsOf('deposit', outcome)
      await untilOpen(locker, door)
      await locker.hands.put(door.cell)
      await shut(locker, door)
      return door
    },
    leave: async () => {
      if (session) await kiosk.say('end-session', { session })
      session = null
    },
  }
}

export type Recipient = {
  /** Opens every cell of the shipment, takes everything out and pushes all doors shut. */
  collect(by: { code: string } | { qr: string }): Promise<Placed[]>
}

/** Somebody with a code or a QR code in front of this machine. */
export function aRecipient(locker: AtLocker): Recipient {
  const { kiosk, hands } = locker
  return {
    collect: async (by) => {
      const outcome =
        'code' in by
          ? await kiosk.say('enter-code', { side: 'front', code: by.code })
          : await kiosk.say('show-qr', { side: 'front', text: by.qr })
      const opened = doorsOf('collect', outcome)
      for (const door of opened) await untilOpen(locker, door)
      for (const door of opened) {
        await hands.take(door.cell)
        await shut(locker, door)
      }
      return opened
    },
  }
}

function doorsOf(asked: string, outcome: Outcome): [Placed, ...Placed[]] {
  if (!outcome.ok || outcome.did !== 'opening') throw new Refused(asked, outcome)
  const [first, ...others] = outcome.doors
  if (!first) throw new Refused(asked, outcome)
  return [first, ...others]
}

/** The door stands open and the screen shows it: nobody is done with a door faster than the machine looks. */
async function untilOpen(locker: AtLocker, { cell, name }: Placed) {
  await until(`door ${name} opens`, () => locker.hands.isOpen(cell), patience)
  await until(`the screen shows door ${name} open`, () => shows(locker, cell, 'open'), patience)
}

async function shut(locker: AtLocker, { cell, name }: Placed) {
  await locker.hands.close(cell)
  await until(`the screen shows door ${name} closed`, () => shows(locker, cell, 'closed'), patience)
}

async function shows({ kiosk }: AtLocker, cell: CellId, door: 'open' | 'closed') {
  const { modules } = await kiosk.state()
  const shown = modules.flatMap(({ cells }) => cells).find(({ id }) => id === cell)
  return shown?.doors.front === door
}
