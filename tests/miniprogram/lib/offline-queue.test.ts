import { describe, expect, test } from '@jest/globals'
import {
  add,
  again,
  answered,
  dropped,
  emptyQueue,
  next,
  photoSent,
  refused,
  versionOf,
  type Command,
  type Queue,
} from '../../../miniprogram/src/lib/offline-queue'

const ME = 'me'
const command = (requestId: string, over: Partial<Command> = {}): Command => ({
  ...{ requestId, kind: 'start', actor: ME, lane: 'job-1', label: '', at: '2026-11-29T08:00:00.000Z', version: 3 },
  ...{ body: {}, photos: [] },
  ...over,
})
const pause = command('b', { kind: 'pause' })
const queueOf = (...commands: Command[]): Queue => commands.reduce(add, emptyQueue)
const ids = ({ items }: Queue) => items.map(({ requestId }) => requestId)
const refusal = { code: 'workorder.wrong_state', title: '不能这样操作' }
const newId = () => 'new'

describe('what waits', () => {
  test('goes in the order in which it was done, over all jobs', () => {
    const queue = queueOf(command('a'), pause, command('c', { lane: 'job-2' }))
    expect(next(queue, ME)?.requestId).toBe('a')
    const later = answered(queue, command('a'), 4)
    expect(next(later, ME)?.requestId).toBe('b')
    expect(next(answered(later, pause, 5), ME)?.requestId).toBe('c')
  })

  test('is never sent in the name of somebody else', () => {
    const queue = queueOf(command('a', { actor: 'other' }), command('b', { lane: 'job-2' }))
    expect(next(queue, ME)?.requestId).toBe('b')
    expect(next(queue, 'other')?.requestId).toBe('a')
  })

  test('holds a second tap on the same thing once, and what has no version as often as it was done', () => {
    expect(ids(queueOf(command('a'), command('b')))).toEqual(['a'])
    const help = { kind: 'help', version: null }
    expect(ids(queueOf(command('a', help), command('b', help)))).toEqual(['a', 'b'])
    expect(ids(queueOf(command('a'), pause, command('c')))).toEqual(['a', 'b', 'c'])
  })
})

describe('versions', () => {
  test('follow from the answer to the own command before', () => {
    const queue = answered(queueOf(command('a'), pause), command('a'), 4)
    expect(versionOf(queue, pause)).toBe(4)
  })

  test('stay as they were seen where nothing own came in between', () => {
    expect(versionOf(emptyQueue, command('a'))).toBe(3)
    expect(versionOf({ items: [], known: { 'job-1': 2 } }, command('a'))).toBe(3)
    expect(versionOf({ items: [], known: { 'job-2': 9 } }, command('a'))).toBe(3)
    expect(versionOf({ items: [], known: { 'job-1': 9 } }, command('a', { version: null }))).toBeNull()
  })

  test('of a hundred jobs are remembered', () => {
    let queue = emptyQueue
    for (let i = 0; i < 150; i++) queue = answered(queue, command('a', { lane: `job-${i}` }), i)
    expect(Object.keys(queue.known)).toHaveLength(100)
    expect(queue.known['job-149']).toBe(149)
  })
})

describe('a refusal', () => {
  const queue = refused(queueOf(command('a'), pause, command('c', { lane: 'job-2' })), 'a', refusal)

  test('stays with its words, and holds up what builds upon it but nothing else', () => {
    expect(queue.items[0]).toMatchObject({ requestId: 'a', refusal })
    expect(next(queue, ME)?.requestId).toBe('c')
    const help = add(refused(queueOf(command('a')), 'a', refusal), command('h', { kind: 'help', version: null }))
    expect(next(help, ME)?.requestId).toBe('h')
  })

  test('is tried again upon the version of now, under its id', () => {
    const retried = again(queue, 'a', { version: 7, newId })
    expect(next(retried, ME)).toMatchObject({ requestId: 'a', version: 7, at: '2026-11-29T08:00:00.000Z' })
    expect(retried.items[0]?.refusal).toBeUndefined()
    expect(again(queue, 'a', { newId }).items[0]?.version).toBe(3)
  })

  test('for the time of the phone lets the time of the server count', () => {
    const late = refused(queueOf(command('a')), 'a', { code: 'workorder.clock_wrong', title: '' })
    expect(again(late, 'a', { newId }).items[0]?.at).toBeNull()
  })

  test('for photos that are gone sends them anew', () => {
    const photos = [{ key: 'k', requestId: 'p', fileId: 'f' }]
    const gone = refused(queueOf(command('a', { photos })), 'a', { code: 'files.not_found', title: '' })
    expect(again(gone, 'a', { newId }).items[0]?.photos).toEqual([{ key: 'k', requestId: 'new' }])
    const other = refused(queueOf(command('a', { photos })), 'a', refusal)
    expect(again(other, 'a', { newId }).items[0]?.photos).toEqual(photos)
  })

  test('that is given up lets go what waited behind it', () => {
    const left = dropped(queue, 'a')
    expect(ids(left)).toEqual(['b', 'c'])
    expect(next(left, ME)?.requestId).toBe('b')
  })
})

test('a photo that has arrived is remembered', () => {
  const photos = [
    { key: 'k1', requestId: 'p1' },
    { key: 'k2', requestId: 'p2' },
  ]
  const queue = photoSent(queueOf(command('a', { photos })), 'a', 'k1', 'f1')
  expect(queue.items[0]?.photos).toEqual([{ key: 'k1', requestId: 'p1', fileId: 'f1' }, photos[1]])
})
