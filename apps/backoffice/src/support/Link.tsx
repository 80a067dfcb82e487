import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }

/** A link within the back office: the address comes from `paths.ts`. */
export function Link({ href, onClick, children, ...props }: Props) {
  const router = useRouter()
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    const isPlain =
      event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    if (event.defaultPrevented || !isPlain || props.target) return
    event.preventDefault()
    void router.navigate({ href })
  }
  return (
    <a {...props} href={href} onClick={follow}>
      {children}
    </a>
  )
}
