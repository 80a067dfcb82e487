import { freshCell } from '@cubby/domain/cells/cell-state'
import { anId } from '@cubby/testing/kernel/builders'
import { expect, test } from 'vitest'
import { noDifference } from '../store/difference.ts'
import { cellStream, officeStream, topicsIn } from './topics.ts'

test('whoever rents a cell is told of its door, though nothing is inside', () => {
  const locker = anId('lck', 1)
  const cell = anId('cel', 1)
  const cells = [{ locker, cell, state: freshCell }]
  expect(topicsIn({ ...noDifference(), cells }).toSorted()).toEqual(
    [officeStream(`locker:${locker}`), officeStream('lockers'), cellStream(cell)].toSorted(),
  )
})
