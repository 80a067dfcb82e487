import { config } from 'zod'

// Before any shape is made: shapes are not checked here, and a check built by `eval` is what the page's security policy forbids.
config({ jitless: true })
