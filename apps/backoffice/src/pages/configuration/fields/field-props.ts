/** What every field for the value of a setting is given. */
export type FieldProps<Value> = {
  label: string
  value: Value
  error: string | undefined
  onChange: (value: unknown) => void
}
