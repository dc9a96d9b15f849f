import { expect, it } from '@jest/globals'
import { VendorError, type FilesPort } from '../../server/src/platform/ports'

/** What a port refuses with. */
export const refusedBy = (vendor: string, reason: string) =>
  expect.objectContaining({ name: VendorError.name, vendor, reason })

/** What every adapter of the port does; `open` answers with one over the same store each time. */
export function behavesAsFilesPort(vendor: string, open: () => FilesPort): void {
  it('keeps a file, gives it back, replaces it and forgets it', async () => {
    const files = open()
    await files.put('ab/01-full.jpg', Buffer.from('one'))
    expect(await files.get('ab/01-full.jpg')).toEqual(Buffer.from('one'))
    await files.put('ab/01-full.jpg', Buffer.from('two'))
    expect(await open().get('ab/01-full.jpg')).toEqual(Buffer.from('two'))
    await files.delete('ab/01-full.jpg')
    await files.delete('ab/01-full.jpg')
    expect(await files.get('ab/01-full.jpg')).toBeUndefined()
  })

  it('keeps every byte, of nothing and of a megabyte too', async () => {
    const files = open()
    const large = Buffer.from(Array.from({ length: 1024 * 1024 }, (_, i) => (i * 7) % 256))
    await files.put('cd/large.part', large)
    await files.put('cd/empty', Buffer.alloc(0))
    expect((await files.get('cd/large.part'))?.equals(large)).toBe(true)
    expect((await files.get('cd/empty'))?.length).toBe(0)
  })

  it('keeps one of them whole when many write at once', async () => {
    const files = open()
    await Promise.all(Array.from({ length: 20 }, (_, i) => files.put('ab/same.jpg', Buffer.alloc(10_000, i))))
    const kept = await files.get('ab/same.jpg')
    expect([kept?.length, new Set(kept).size]).toEqual([10_000, 1])
  })

  it.each(['../secret', '/etc/passwd', 'ab/../../x', 'ab//x', '.hidden', 'AB/x', 'ab\\x', '', 'a/..', 'a?x=y', 'a%2f'])(
    'refuses the key %j',
    async (key) => {
      const refusal = refusedBy(vendor, 'bad_request')
      await expect(open().get(key)).rejects.toEqual(refusal)
      await expect(open().put(key, Buffer.from('x'))).rejects.toEqual(refusal)
      await expect(open().delete(key)).rejects.toEqual(refusal)
    },
  )
}
