import { describe, expect, test } from 'vitest'
import { changed, searchOf, searchText } from './list-search.ts'

describe('the address of a list', () => {
  test('holds filters so that a link to it shows the same rows', () => {
    const search = { q: '+49 151', status: 'ready' }
    expect(searchOf(searchText(search))).toEqual(search)
  })

  test('keeps a number that somebody looks for as it was typed', () => {
    expect(searchOf('?q=007')).toEqual({ q: '007' })
  })

  test('says nothing of filters that are not set', () => {
    expect(searchText({ q: '', status: undefined })).toBe('')
  })

  test('begins at the first page when a filter changes', () => {
    expect(changed({ after: 'shp_1', status: 'ready' }, { status: 'overdue' })).toEqual({
      status: 'overdue',
    })
  })

  test('stays at its page when only the columns change', () => {
    expect(changed({ after: 'shp_1' }, { columns: 'status' })).toEqual({
      after: 'shp_1',
      columns: 'status',
    })
  })

  test('loses a filter that is taken away', () => {
    expect(changed({ status: 'ready' }, { status: null })).toEqual({})
  })
})
