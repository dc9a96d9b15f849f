import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { createFilesDisk } from '../../server/src/adapters/files-disk'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'pitlane-files-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const disk = () => createFilesDisk({ dir: path.join(dir, 'deep/files') })
const refused = (reason: string) => expect.objectContaining({ vendor: 'files-disk', reason })

it('keeps a file, gives it back, replaces it and forgets it', async () => {
  const files = disk()
  await files.put('ab/01-full.jpg', Buffer.from('one'))
  expect(await files.get('ab/01-full.jpg')).toEqual(Buffer.from('one'))
  await files.put('ab/01-full.jpg', Buffer.from('two'))
  expect(await disk().get('ab/01-full.jpg')).toEqual(Buffer.from('two'))
  await files.delete('ab/01-full.jpg')
  await files.delete('ab/01-full.jpg')
  expect(await files.get('ab/01-full.jpg')).toBeUndefined()
})

it('leaves no draft behind, also when many write at once', async () => {
  const files = disk()
  await Promise.all(Array.from({ length: 20 }, (_, i) => files.put('ab/same.jpg', Buffer.alloc(10_000, i))))
  expect(readdirSync(path.join(dir, 'deep/files/ab'))).toEqual(['same.jpg'])
  const kept = await files.get('ab/same.jpg')
  expect(new Set(kept).size).toBe(1)
})

it.each(['../secret', '/etc/passwd', 'ab/../../x', 'ab//x', '.hidden', 'AB/x', 'ab\\x', '', 'a/..'])(
  'refuses the key %j',
  async (key) => {
    await expect(disk().get(key)).rejects.toEqual(refused('bad_request'))
    await expect(disk().put(key, Buffer.from('x'))).rejects.toEqual(refused('bad_request'))
    await expect(disk().delete(key)).rejects.toEqual(refused('bad_request'))
  },
)

it('says that it is unavailable when the disk refuses, without naming the place', async () => {
  writeFileSync(path.join(dir, 'deep'), 'a file where a folder has to be')
  const failed = await disk()
    .put('ab/x.jpg', Buffer.from('x'))
    .catch((e: unknown) => e as Error)
  expect(failed).toEqual(refused('unavailable'))
  expect(String(failed)).not.toContain(dir)
})
