import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { createFilesDisk } from '../../server/src/adapters/files-disk'
import { behavesAsFilesPort, refusedBy } from './files-port'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'pitlane-files-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const disk = () => createFilesDisk({ dir: path.join(dir, 'deep/files') })

behavesAsFilesPort('files-disk', disk)

it('leaves no draft behind, also when many write at once', async () => {
  const files = disk()
  await Promise.all(Array.from({ length: 20 }, (_, i) => files.put('ab/same.jpg', Buffer.alloc(10_000, i))))
  expect(readdirSync(path.join(dir, 'deep/files/ab'))).toEqual(['same.jpg'])
})

it('says that it is unavailable when the disk refuses, without naming the place', async () => {
  writeFileSync(path.join(dir, 'deep'), 'a file where a folder has to be')
  const failed = await disk()
    .put('ab/x.jpg', Buffer.from('x'))
    .catch((e: unknown) => e as Error)
  expect(failed).toEqual(refusedBy('files-disk', 'unavailable'))
  expect(String(failed)).not.toContain(dir)
})
