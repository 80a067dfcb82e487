import { channelsOf, type DecodedFrame, isChannel } from '../codec.ts'
import { type BoardDefinition, patternsOf } from '../define-board.ts'
import { codecOf, type FrameValues } from '../fields.ts'

type Orders = { pulse: readonly number[]; on: readonly number[]; off: readonly number[] }

/** What a request does to the coils: the words of definitions, obeyed as real boards obey them. */
export function orderedBy(definition: BoardDefinition, heard: DecodedFrame): Orders {
  const none: Orders = { pulse: [], on: [], off: [] }
  const named = channelsMeant(definition, heard)
  const all = channelsOf(definition)
  switch (heard.command) {
    case 'open':
      return definition.commands.release ? { ...none, on: named } : { ...none, pulse: named }
    case 'release':
      return { ...none, off: named }
    case 'rest':
      return { ...none, off: all }
    case 'open-for':
    case 'open-many':
    case 'open-in-turn':
      return { ...none, pulse: named }
    case 'open-all':
      return { ...none, pulse: all }
    case 'hold-all':
      return { ...none, on: all }
    case 'hold':
      return heard.output === false ? { ...none, off: named } : { ...none, on: named }
    default:
      return none
  }
}

function channelsMeant(definition: BoardDefinition, heard: DecodedFrame): readonly number[] {
  if (heard.channels) return heard.channels.filter((channel) => isChannel(definition, channel))
  if (heard.channel === null) return []
  return isChannel(definition, heard.channel) ? [heard.channel] : channelsOf(definition)
}

type State = Required<Pick<FrameValues, 'hooks' | 'items' | 'outputs' | 'label'>>

/** What the answer to a request carries; null when there is none. */
export function answerTo(
  definition: BoardDefinition,
  heard: DecodedFrame,
  state: State,
): FrameValues | null {
  const reply = patternsOf(definition).find(
    ({ command, direction }) => command === heard.command && direction === 'reply',
  )
  if (!reply) return null
  const channel = heard.channel ?? 0
  const mask = heard.channels
  const isAsked = (each: number) => reply.command !== 'status' || !mask || mask.includes(each)
  return {
    ...state,
    // A board that is asked for some doors tells of no other.
    hooks: state.hooks.map((hook, each) => hook || !isAsked(each)),
    channel,
    door: state.hooks[channel] ?? false,
    output: state.outputs[channel] ?? false,
    isDone: true,
    ...copied(
      heard,
      reply.pattern.map((field) => codecOf(field).carries),
    ),
  }
}

/** Numbers that a reply repeats from its request. */
function copied(heard: DecodedFrame, carried: readonly (keyof FrameValues | undefined)[]) {
  const values: FrameValues = {}
  for (const name of ['amount', 'count', 'output'] as const) {
    const value = heard[name]
    if (carried.includes(name) && value !== undefined) Object.assign(values, { [name]: value })
  }
  return values
}
