import { useCallback, useState } from 'react'

/** The values of a form, shaped like the screen; `check` names what is wrong, by field. */
export function useFields<Values extends Record<string, unknown>>(
  initial: Values,
  check: (values: Values) => Partial<Record<keyof Values, string>>,
) {
  const [values, setValues] = useState(initial)
  const [isTouched, setTouched] = useState(false)
  const [wasTried, setTried] = useState(false)
  const set = useCallback(<Name extends keyof Values>(name: Name, value: Values[Name]) => {
    setTouched(true)
    setValues((before) => ({ ...before, [name]: value }))
  }, [])
  const errors: Partial<Record<keyof Values, string>> = wasTried ? check(values) : {}
  /** True when it may be sent; from then on errors stand at their fields. */
  const isGood = () => {
    setTried(true)
    return Object.values(check(values)).every((error) => error === undefined)
  }
  const settle = useCallback(() => setTouched(false), [])
  return { values, set, errors, isGood, isTouched, settle }
}
