import { describe, expect, test } from 'vitest'
import { shownColumns } from './column.ts'
import { csvOf } from './csv.ts'

type Row = { name: string; doors: number }
const columns = [
  {
    id: 'name',
    head: 'lockers.title',
    title: 'Name',
    cell: () => null,
    csv: ({ name }: Row) => name,
  },
  {
    id: 'doors',
    head: 'lockers.title',
    title: 'Doors',
    cell: () => null,
    csv: ({ doors }: Row) => doors,
  },
  { id: 'actions', head: 'lockers.title', title: 'Actions', cell: () => null, isExtra: true },
] as const

const linesOf = (rows: Row[]) => csvOf(columns, rows).slice(1).trimEnd().split('\r\n')

describe('an exported table', () => {
  test('has the columns that say something, and a line for each row', () => {
    expect(linesOf([{ name: 'Square', doors: 12 }])).toEqual(['Name,Doors', 'Square,12'])
  })

  test('keeps commas, quotes and line breaks inside a cell', () => {
    expect(linesOf([{ name: 'A, "B"', doors: 1 }])[1]).toBe('"A, ""B""",1')
  })

  test.each(['=1+1', '+49', '-2', '@sum'])('does not let %s run in a spreadsheet', (name) => {
    expect(linesOf([{ name, doors: 1 }])[1]).toBe(`'${name},1`)
  })
})

describe('the columns of a table', () => {
  test('are the usual ones until somebody chooses', () => {
    expect(shownColumns(columns, undefined).map(({ id }) => id)).toEqual(['name', 'doors'])
  })

  test('are those that the address names', () => {
    expect(shownColumns(columns, 'actions,name').map(({ id }) => id)).toEqual(['name', 'actions'])
  })

  test('are the usual ones when the address names none that we know', () => {
    expect(shownColumns(columns, 'nonsense').map(({ id }) => id)).toEqual(['name', 'doors'])
  })
})
