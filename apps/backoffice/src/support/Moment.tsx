import { useFormat } from './format.ts'

/** A moment, to the minute; to the second on hover. */
export function Moment({ at, exact = false }: { at: string; exact?: boolean }) {
  const format = useFormat()
  return (
    <time dateTime={at} title={format.exactMoment(at)} className="numbers">
      {exact ? format.exactMoment(at) : format.moment(at)}
    </time>
  )
}
