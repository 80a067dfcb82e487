import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { type Clock, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'

const LOOK_EVERY = seconds(1)
const LOOKS = limits.requestTimeout / LOOK_EVERY

type Call = { request: IncomingMessage; response: ServerResponse }
/** A request that was late by Node's clock: the call before it or its own, and how many looks it still has. */
type Late = { call: Call | undefined; hadHeaders: boolean; looksLeft: number }

export type SlowRequests = {
  /** What becomes of a connection whose request did not get across, or was none. */
  clientError: (error: Error & { code?: string }, socket: Socket) => void
  /** Learns of the calls of this server, as soon as their headers are there. */
  watch(server: Server): void
}

/**
 * Cuts off those who do not get their request across, and nobody for our own slowness.
 *
 * Node measures by the clock, from the moment at which it accepted the connection, and looks at its end before it
 * has read what came meanwhile: one turn of the event loop that lasts longer than the timeout, and all who were accepted
 * in it are answered 408 though they have sent everything. So whoever Node calls late has the same time once more,
 * counted in looks that are at least a second apart. Between two of them the loop has come round and has read what
 * there was; and a look does not count while it is us who have not taken what came.
 */
export function slowRequests(clock: Clock): SlowRequests {
  const calls = new WeakMap<Socket, Call>()
  const late = new Map<Socket, Late>()
  let isLooking = false

  const look = () => {
    for (const [socket, each] of late) {
      const call = calls.get(socket)
      if (socket.destroyed || hasCome(each, call)) late.delete(socket)
      else if (!isOurTurn(call) && --each.looksLeft <= 0) {
        late.delete(socket)
        end(socket, '408 Request Timeout', call)
      }
    }
  }
  const lookOn = async () => {
    if (isLooking) return
    isLooking = true
    while (late.size > 0) {
      await clock.sleep(LOOK_EVERY)
      look()
    }
    isLooking = false
  }

  return {
    clientError(error, socket) {
      if (error.code === 'ECONNRESET' || socket.destroyed) return
      if (error.code !== 'ERR_HTTP_REQUEST_TIMEOUT') return end(socket, statusOf(error))
      const call = calls.get(socket)
      const hadHeaders = call !== undefined && !call.request.complete
      late.set(socket, { call, hadHeaders, looksLeft: LOOKS })
      void lookOn()
    },
    watch(server) {
      server.on('request', (request, response) => calls.set(request.socket, { request, response }))
    },
  }
}

/** The request that was late is there as a whole. */
const hasCome = ({ call, hadHeaders }: Late, now: Call | undefined) =>
  now !== undefined && now.request.complete && (hadHeaders || now !== call)

/** As much as fits has come and waits for us to take it. */
const isOurTurn = (call: Call | undefined) =>
  call !== undefined && call.request.readableLength >= call.request.readableHighWaterMark

const statusOf = ({ code }: { code?: string }) =>
  code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'

/** Says why and hangs up; without a word where the call was answered, or the next would take it for its answer. */
function end(socket: Socket, status: string, call?: Call) {
  const isAnswered = call !== undefined && !call.request.complete && call.response.headersSent
  if (socket.writable && !isAnswered)
    socket.write(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
  socket.destroySoon()
}
