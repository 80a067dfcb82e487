import { useParams } from '@tanstack/react-router'

/** The id that stands in the address of this page, such as that of `/lockers/$locker`. The server says whether it exists. */
export function useIdInAddress<Id extends string>(name: string): Id {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false })
  return (params[name] ?? '') as Id
}
